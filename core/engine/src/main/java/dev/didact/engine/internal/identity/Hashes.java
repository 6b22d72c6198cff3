package dev.didact.engine.internal.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// SHA-256 hashes as 64 lower-case hexadecimal digits.
///
/// [#sha256(byte[])] is the plain hash of some content, the one that `sha256sum` prints. [#fields] makes the identity
/// of something that has several fields:
///
/// ```java
/// String key = Hashes.fields("task").text("step", hash).number("random-seed", 7).json("with", node).sha256();
/// ```
public final class Hashes {

    private static final HexFormat HEX = HexFormat.of();

    private Hashes() {}

    /// The plain hash of some content.
    public static String sha256(byte[] content) {
        return HEX.formatHex(digest().digest(content));
    }

    /// The beginning of a hash, enough for people to tell it from others; what is no hash stays as it is.
    public static String shortened(String sha256) {
        return sha256.length() == 64 ? sha256.substring(0, 12) : sha256;
    }

    /// The plain hash of a part of an array.
    public static String sha256(byte[] content, int from, int length) {
        MessageDigest digest = digest();
        digest.update(content, from, length);
        return HEX.formatHex(digest.digest());
    }

    /// The plain hash of what a stream still holds.
    public static String sha256(InputStream content) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HEX.formatHex(digest.digest());
    }

    /// The hash of the canonical bytes of a JSON value; see [Canonical].
    public static String sha256(JsonNode value) {
        return sha256(Canonical.bytes(value));
    }

    /// Begins the hash of a thing with fields. The name of what is hashed is a part of the hash, so that two kinds of
    /// things with equal fields differ.
    public static Fields fields(String thing) {
        return new Fields(thing);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /// A hash in the making, over fields in the order they are added. Each field enters with the length of its name,
    /// its name, its type, the length of its value and its value. For one thread, used once.
    public static final class Fields {

        private final MessageDigest digest = digest();

        private Fields(String thing) {
            frame(thing.getBytes(StandardCharsets.UTF_8));
        }

        /// Adds bytes.
        public Fields bytes(String name, byte[] value) {
            return add(name, 'b', value);
        }

        /// Adds a text; any text, also one with lone surrogates, differs from every other.
        public Fields text(String name, String value) {
            return add(name, 't', Canonical.bytes(value));
        }

        /// Adds a whole number.
        public Fields number(String name, long value) {
            return add(name, 'n', ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        /// Adds a JSON value by its canonical bytes.
        ///
        /// @throws IllegalArgumentException if the value has no canonical form
        public Fields json(String name, JsonNode value) {
            return add(name, 'j', Canonical.bytes(value));
        }

        /// Adds texts whose number and order matter.
        public Fields texts(String name, Iterable<String> values) {
            Fields list = fields(name);
            for (String value : values) {
                list.text("", value);
            }
            return add(name, 'l', list.digest.digest());
        }

        /// The hash over all fields; ends this object.
        public String sha256() {
            return HEX.formatHex(digest.digest());
        }

        private Fields add(String name, char type, byte[] value) {
            frame(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) type);
            frame(value);
            return this;
        }

        private void frame(byte[] value) {
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
            digest.update(value);
        }
    }
}
