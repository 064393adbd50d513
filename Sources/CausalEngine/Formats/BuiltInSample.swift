import EmbeddedFiles

/// A model that comes with the program, wherever the program was copied to.
public struct BuiltInSample: Sendable, Hashable {
    /// The name by which it is opened.
    public let name: String
    /// The whole model file.
    public let text: String

    /// The name of the model file.
    public var fileName: String { name + ".scm.yaml" }

    /// All samples, by name.
    public static let all: [BuiltInSample] = (0..<embedded_sample_count()).map { index in
        let file = embedded_sample(index)
        return BuiltInSample(name: String(cString: file.name), text: text(of: file))
    }.sorted { $0.name < $1.name }

    /// The JSON Schema of model files.
    public static let schema = text(of: embedded_schema())

    private static func text(of file: embedded_file) -> String {
        String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    }

    /// The sample of that name.
    public static func named(_ name: String) -> BuiltInSample? {
        all.first { $0.name == name }
    }
}
