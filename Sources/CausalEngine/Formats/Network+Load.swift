import Foundation

extension NetworkSource.File {
    /// Reads a text file in UTF-8.
    ///
    /// - Throws: ``EngineError/unreadable(path:reason:)``, and with its line what is no UTF-8.
    public static func read(_ path: String) throws(EngineError) -> NetworkSource.File {
        try NetworkSource.File(name: path, data: FileBytes.read(path))
    }

    /// The text that the bytes of a file are: UTF-8, or what an XML file declares itself to be.
    ///
    /// - Throws: ``EngineError/syntax(found:expected:at:)`` with the first line that is other bytes.
    public init(name: String, data: Data) throws(EngineError) {
        guard let text = String(data: data, encoding: Self.encoding(of: data)) else {
            let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0
            throw .syntax(
                found: "bytes that are not UTF-8", expected: "UTF-8 text", at: Location(file: name, line: line + 1))
        }
        self.init(name: name, text: text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text)
    }

    private static func encoding(of data: Data) -> String.Encoding {
        let start = String(decoding: data.prefix(200), as: UTF8.self).lowercased()
        guard start.hasPrefix("<?xml"), let declaration = start.split(separator: "?>").first else { return .utf8 }
        if declaration.contains("windows-1252") { return .windowsCP1252 }
        return declaration.contains("iso-8859-1") || declaration.contains("latin1") ? .isoLatin1 : .utf8
    }
}

extension Network {
    /// Reads a network from a file, or takes a built-in sample by name.
    ///
    /// A file of wording beside the model (`NAME.profile.yaml`) is read as well; the model's `profile:` names another one.
    ///
    /// - Parameters:
    ///   - reference: the path of a file, or the name of a sample such as `asia`. A file wins.
    ///   - profile: the path of a file of wording, which overrides the model's own.
    /// - Throws: ``EngineError`` with file, line and column.
    public static func load(_ reference: String, profile: String? = nil) throws(EngineError) -> Network {
        let isFile = FileManager.default.fileExists(atPath: reference)
        if !isFile, let sample = BuiltInSample.named(reference) {
            var source = NetworkSource(model: .init(name: sample.fileName, text: sample.text), format: .scm)
            if let profile { source.profile = try .read(profile) }
            return try parse(source)
        }
        guard isFile else { throw .unreadable(path: reference, reason: missingReason(reference)) }
        guard let format = NetworkFormat(fileName: reference) else {
            let known = NetworkFormat.allCases.flatMap(\.endings).joined(separator: ", ")
            throw .invalid(
                found: "the ending of “\(reference)”", expected: "one of \(known)",
                mend: "name the format of the file with --from", at: nil)
        }
        let model = try NetworkSource.File.read(reference)
        var source = NetworkSource(model: model, format: format)
        let besides = profile == nil ? try profilePath(for: source) : nil
        if let path = profile ?? besides {
            source.profile = try .read(path)
        }
        return try parse(source)
    }

    /// Reads a network from texts.
    ///
    /// - Throws: ``EngineError`` with file, line and column.
    public static func parse(_ source: NetworkSource) throws(EngineError) -> Network {
        switch source.format {
        case .scm: try ModelFileReader.read(source)
        case .bif: try BIFReader.read(source)
        case .xmlbif: try XMLBIFReader.read(source)
        case .net: try NETReader.read(source)
        case .dsc: try DSCReader.read(source)
        case .xdsl: try XDSLReader.read(source)
        case .uai: try UAIReader.read(source)
        }
    }

    private static func missingReason(_ reference: String) -> String {
        let near = NearMiss.candidates(for: reference, among: BuiltInSample.all.map(\.name))
        let offer = near.isEmpty ? "" : "; did you mean \(near.map { "“\($0)”" }.joined(separator: " or "))?"
        return "there is no such file, and no built-in sample of that name" + offer
    }

    /// The file of wording that goes with a model file: the one it names, else the one of its name beside it.
    private static func profilePath(for source: NetworkSource) throws(EngineError) -> String? {
        let folder = URL(fileURLWithPath: source.model.name).deletingLastPathComponent()
        func path(_ name: String) -> String {
            name.hasPrefix("/") || folder.relativePath == "." ? name : folder.appendingPathComponent(name).relativePath
        }
        if source.format == .scm, let named = try ModelFileReader.profileName(in: source) { return path(named) }
        let beside = path(source.networkName + ".profile.yaml")
        return FileManager.default.fileExists(atPath: beside) ? beside : nil
    }
}
