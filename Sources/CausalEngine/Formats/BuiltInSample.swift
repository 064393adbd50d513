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
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        return BuiltInSample(name: String(cString: file.name), text: String(decoding: bytes, as: UTF8.self))
    }.sorted { $0.name < $1.name }

    /// The sample of that name.
    public static func named(_ name: String) -> BuiltInSample? {
        all.first { $0.name == name }
    }
}
