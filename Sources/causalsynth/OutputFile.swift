import CausalEngine
import Foundation

/// Where a command writes its result: standard output, or a file that appears only once it is whole.
///
/// A file is written aside and renamed, so that nothing half-written is ever left under its name.
final class OutputFile {
    private let path: String?
    private let temporary: String?
    private var descriptor: Int32
    private var isFinished = false

    /// Opens standard output (`nil` or `-`), or a file beside `path`.
    init(path: String?) throws {
        guard let path, path != "-" else {
            self.path = nil
            temporary = nil
            descriptor = STDOUT_FILENO
            return
        }
        let url = URL(fileURLWithPath: path)
        let aside = url.deletingLastPathComponent().appendingPathComponent(
            ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
        ).path
        descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure(.cannotCreate, "cannot create \(path): \(Self.reason).")
        }
        self.path = path
        temporary = aside
    }

    deinit {
        guard let temporary, !isFinished else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Writes all bytes.
    func write(_ bytes: some Collection<UInt8>) throws {
        try Array(bytes).withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Failure(.inputOutput, "cannot write \(name): \(Self.reason).") }
                offset += count
            }
        }
    }

    /// Writes a text.
    func write(_ text: String) throws { try write(text.utf8) }

    /// Writes an object for programs, or text for a person, folded for the terminal if it goes to one.
    func write(json isJSON: Bool, _ object: @autoclosure () -> JSONValue, _ text: @autoclosure () -> String) throws {
        guard !isJSON else { return try write(object().text + "\n") }
        try write(Page.text(text(), width: path == nil ? Page.width : Page.usualWidth))
    }

    /// Makes the file appear under its name.
    func finish() throws {
        guard let path, let temporary else { return }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Failure(.inputOutput, "cannot write \(path): \(Self.reason).")
        }
        isFinished = true
    }

    private var name: String { path ?? "standard output" }

    private static var reason: String { String(cString: strerror(errno)) }
}

/// Standard error: messages, progress and warnings, never results.
enum StandardError {
    static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Standard output, which results go to.
enum StandardOutput {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
