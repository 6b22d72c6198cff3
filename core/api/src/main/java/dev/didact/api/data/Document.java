package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// One text with its origin.
///
/// @param id names it within its source
/// @param text the whole text
/// @param origin where it comes from
public record Document(String id, String text, Origin origin) {
    public Document {
        requireNonNull(id, "id");
        requireNonNull(text, "text");
        requireNonNull(origin, "origin");
    }

    /// A document that a source made by itself.
    ///
    /// @param source id of the source
    public static Document generated(String source, String id, String text, Licence licence) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Document(
                id,
                text,
                new Origin(
                        Origin.Method.GENERATED, source, sha256(bytes), bytes.length, List.of(), licence, List.of()));
    }

    /// The whole text as one passage.
    public Passage whole() {
        return new Passage(id, 0, origin.bytes(), text, origin);
    }

    /// SHA-256 as 64 hexadecimal digits.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// SHA-256 of what a stream still holds.
    public static String sha256(InputStream content) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
