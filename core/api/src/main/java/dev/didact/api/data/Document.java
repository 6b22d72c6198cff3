package dev.didact.api.data;

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
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
