import CausalEngine
import Foundation
import Realization
import Refinement
import RunLedger

/// A transcript and where it came from.
struct TranscriptSource {
    /// What a run has to remember of its transcript.
    struct Reference: Codable {
        /// The file, or the name of a built-in one.
        var transcript: String
        /// The hash of what it holds.
        var digest: String
    }

    var realizer: TranscriptRealizer
    var reference: Reference

    /// The transcript that a file holds, or that comes with the program under that name.
    static func open(_ name: String, for network: Network) throws -> TranscriptSource {
        let transcript = try read(name, for: network)
        return TranscriptSource(
            realizer: TranscriptRealizer(transcript),
            reference: Reference(transcript: name, digest: transcript.digest))
    }

    /// The transcript of a run that goes on.
    static func open(again reference: Reference, for network: Network) throws -> TranscriptSource {
        let source = try open(reference.transcript, for: network)
        guard source.reference.digest == reference.digest else {
            throw TranscriptError.changed(name: reference.transcript)
        }
        return source
    }

    private static func read(_ name: String, for network: Network) throws -> Transcript {
        guard FileManager.default.fileExists(atPath: name) else {
            guard let transcript = BuiltInTranscript.named(name) else {
                let known = BuiltInTranscript.all.map(\.name).joined(separator: ", ")
                throw TranscriptError.unreadable(
                    name: name, reason: "there is no such file; with the program come \(known)")
            }
            return try parse(transcript.text, name, for: network)
        }
        do {
            let ledger = try Ledger.read(name)
            let transcript = try Transcript(of: ledger.run(), in: ledger, for: network)
            try ledger.close()
            return transcript
        } catch LedgerError.notALedger {
            return try parse(NetworkSource.File.read(name).text, name, for: network)
        }
    }

    private static func parse(_ text: String, _ name: String, for network: Network) throws -> Transcript {
        guard let hash = network.origin.map({ "sha256:" + SHA256.hexDigest(of: $0.model.text) }) else {
            throw TranscriptError.otherNetwork(name: name)
        }
        return try Transcript(parsing: text, name: name, network: network, networkHash: hash)
    }
}
