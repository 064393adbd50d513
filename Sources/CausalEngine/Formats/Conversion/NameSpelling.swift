import Foundation

/// How a format spells names: whatever it cannot hold is changed as little as possible, and names stay different.
struct NameSpelling {
    /// A name that a file holds otherwise.
    struct Change: Hashable {
        var name: String
        var spelled: String
    }

    let format: NetworkFormat

    /// Spells the names and states of a network.
    ///
    /// - Returns: the variables that changed and, by the spelled name of their variable, the states that did.
    func apply(to network: inout TabularNetwork) -> (variables: [Change], states: [(variable: String, [Change])]) {
        let names = network.variables.map(\.name)
        let spelled = format == .uai ? names.indices.map { "x\($0)" } : unique(names, variable)
        var states: [(variable: String, [Change])] = []
        for index in names.indices {
            let own = network.variables[index].states
            let others = format == .uai ? own.indices.map(String.init) : unique(own, state)
            network.variables[index].name = spelled[index]
            network.variables[index].states = others
            let changes = Self.changes(own, others)
            if !changes.isEmpty { states.append((spelled[index], changes)) }
        }
        return (Self.changes(names, spelled), states)
    }

    private static func changes(_ names: [String], _ spelled: [String]) -> [Change] {
        zip(names, spelled).compactMap { $0 == $1 ? nil : Change(name: $0, spelled: $1) }
    }

    private func unique(_ names: [String], _ spell: (String) -> String) -> [String] {
        let candidates = names.map(spell)
        // Names that stay as they are have the first right to them.
        var taken = Set(zip(names, candidates).filter { $0 == $1 }.map(\.0))
        return zip(names, candidates).map { name, candidate in
            guard name != candidate else { return name }
            var result = candidate
            var number = 2
            while !taken.insert(result).inserted {
                result = "\(candidate)_\(number)"
                number += 1
            }
            return result
        }
    }

    private func variable(_ name: String) -> String {
        guard format == .net else { return state(name) }
        var result = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { $0.isASCII && ($0.properties.isAlphabetic || Self.isDigit($0)) ? $0 : "_" }))
        if result.unicodeScalars.first.map(Self.isDigit) ?? true { result = "_" + result }
        return Self.netWords.contains(result) ? result + "_" : result
    }

    private func state(_ name: String) -> String {
        guard format == .xmlbif else { return name }
        let allowed = String(
            String.UnicodeScalarView(name.unicodeScalars.map { Self.isXML($0) ? $0 : "_" }))
        let trimmed = allowed.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? "_" : trimmed
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The words that begin a part of a NET file.
    private static let netWords: Set<String> = ["net", "class", "node", "discrete", "potential"]

    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
