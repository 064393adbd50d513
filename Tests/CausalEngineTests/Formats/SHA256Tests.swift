import CausalEngine
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "Hashes the vectors of FIPS 180-4",
        arguments: [
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "a", 1_000_000,
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func vectors(text: String, times: Int, digest: String) {
        let isAsPublished = SHA256.hexDigest(of: String(repeating: text, count: times)) == digest
        #expect(isAsPublished)
    }

    @Test("Taking bytes in pieces hashes as taking them at once", arguments: [1, 55, 56, 63, 64, 65, 119, 120, 128])
    func pieces(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        var whole = SHA256()
        whole.update(bytes)
        var pieces = SHA256()
        for byte in bytes { pieces.update([byte]) }
        #expect(whole.digest() == pieces.digest())
        #expect(whole.digest().count == 32)
    }
}
