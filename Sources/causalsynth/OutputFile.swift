import CausalEngine
import Foundation

/// Where a command writes its result: standard output, or a file that appears only once it is whole.
///
/// A file is written without a name, or aside where the file system knows no nameless files, and gets its name at the end:
/// nothing half-written is ever left under its name, and nothing at all by a command that is interrupted or killed.
final class OutputFile {
    /// The file as it was asked for, in messages.
    private let name: String
    private let path: String?
    private let aside: String
    private var descriptor: Int32
    /// Whether the file has no name yet.
    private var isNameless = false
    private var isFinished = false

    /// Opens standard output (`nil` or `-`), or a file beside `path`. What is no file but a device or a pipe is written itself,
    /// since taking its name would take it away; a link stays, and what it leads to is replaced.
    init(path: String?) throws {
        name = path.flatMap { $0 == "-" ? nil : $0 } ?? "standard output"
        guard let path, path != "-" else {
            (self.path, aside, descriptor) = (nil, "", STDOUT_FILENO)
            return
        }
        var status = stat()
        let isThere = stat(path, &status) == 0
        guard !isThere || status.st_mode & S_IFMT != S_IFDIR else {
            throw Failure(.cannotCreate, "cannot create \(path): it is a folder.")
        }
        guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
            (self.path, aside, descriptor) = (nil, "", open(path, O_WRONLY | O_CLOEXEC))
            guard descriptor >= 0 else { throw Failure(.cannotCreate, "cannot write \(path): \(Self.reason).") }
            return
        }
        let target = Self.end(of: path)
        let folder = target.deletingLastPathComponent()
        aside =
            folder.appendingPathComponent(
                ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
            ).path
        self.path = target.path
        descriptor = open(folder.path, Self.nameless | O_WRONLY | O_CLOEXEC, 0o644)
        isNameless = descriptor >= 0
        if !isNameless { descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else {
            throw Failure(.cannotCreate, "cannot create \(path): \(Self.reason).")
        }
    }

    /// Where a path leads, links followed, also where there is nothing yet.
    private static func end(of path: String) -> URL {
        var url = URL(fileURLWithPath: path)
        // As many as Linux follows.
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else { break }
            url = URL(fileURLWithPath: next, relativeTo: url.deletingLastPathComponent()).absoluteURL
        }
        return url
    }

    /// Linux's `O_TMPFILE`, a macro that is not imported.
    private static let nameless = 0o20_000_000 | O_DIRECTORY

    deinit {
        guard path != nil, !isFinished else { return }
        close(descriptor)
        if !isNameless { unlink(aside) }
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
        guard let path else { return }
        guard fsync(descriptor) == 0, getName(), close(descriptor) == 0, rename(aside, path) == 0 else {
            throw Failure(.inputOutput, "cannot write \(name): \(Self.reason).")
        }
        isFinished = true
    }

    /// Gives the file its name aside: only a file with a name can replace another one.
    private func getName() -> Bool {
        guard isNameless else { return true }
        isNameless =
            linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, aside, AT_SYMLINK_FOLLOW) != 0
        return !isNameless
    }

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
