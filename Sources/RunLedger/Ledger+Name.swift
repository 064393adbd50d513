import Foundation

extension Ledger {
    /// The name of a new ledger: the first of `asia-1.ledger`, `asia-1.2.ledger`, … that is not there yet.
    ///
    /// - Parameters:
    ///   - network: the network's name; what cannot be part of a file's name is replaced.
    ///   - seed: the seed of the rows.
    ///   - folder: where the ledger shall be; the current folder if `nil`.
    /// - Returns: the name alone; other programs may take it before the ledger is made.
    /// - Complexity: O(ledgers of that name).
    public static func freshName(network: String, seed: UInt64, in folder: String? = nil) -> String {
        let stem = "\(String(network.map { $0 == "/" ? "_" : $0 }))-\(seed)"
        let place = folder.map { $0 + "/" } ?? ""
        var name = stem + ".ledger"
        var number = 2
        while FileManager.default.fileExists(atPath: place + name) {
            name = "\(stem).\(number).ledger"
            number += 1
        }
        return name
    }
}
