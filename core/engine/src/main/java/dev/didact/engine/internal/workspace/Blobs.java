package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Large texts and bytes, each in a file that is named by the SHA-256 of its content. What is stored twice is there
/// once. A blob is on the disk before its hash is returned, so an event that names it never names nothing. Safe for use
/// by several threads and processes.
public final class Blobs {

    /// The longest text, in UTF-8 bytes, that stays inside an event.
    public static final int LARGEST_INLINE = 64 << 10;

    private final Path folder;
    private final TemporaryFolder temporary;
    private final JournalIo io;

    Blobs(Path folder, TemporaryFolder temporary, JournalIo io) {
        this.folder = folder;
        this.temporary = temporary;
        this.io = io;
    }

    /// The form in which a text enters an event: itself, or `{"blob":"<sha256>","bytes":n}` if it is longer than
    /// [#LARGEST_INLINE] and was stored here. A text without a UTF-8 form (half a surrogate pair) always stays itself.
    ///
    /// @throws JournalException if it could not be stored
    public JsonNode inlineOrStore(String text) {
        if (text.length() <= LARGEST_INLINE / 3) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            if (encoded.remaining() <= LARGEST_INLINE) {
                return JsonNodeFactory.instance.stringNode(text);
            }
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return JsonNodeFactory.instance.objectNode().put("blob", put(bytes)).put("bytes", bytes.length);
        } catch (CharacterCodingException loneSurrogate) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }

    /// The text that [#inlineOrStore] gave this form.
    ///
    /// @throws JournalException.Damaged if the blob is not what was stored
    /// @throws IllegalArgumentException if the node is neither a text nor names a blob
    public String text(JsonNode form) {
        if (form.isString()) {
            return form.stringValue();
        }
        if (form.path("blob").isString()) {
            return new String(get(form.path("blob").stringValue()), StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("neither a text nor a blob: " + form);
    }

    /// Stores bytes and returns their SHA-256.
    ///
    /// @throws JournalException if they could not be stored
    public String put(byte[] content) {
        String hash = Hashes.sha256(content);
        Path file = file(hash);
        try {
            Path parent = folder.resolve(hash.substring(0, 2));
            io.createDirectories(parent);
            if (!io.exists(file)) {
                try (Draft draft = temporary.draft()) {
                    write(draft.place(), content);
                    io.rename(draft.place(), file);
                }
            }
            io.forceDirectory(parent);
            return hash;
        } catch (IOException e) {
            throw JournalException.of(file, e);
        }
    }

    /// The bytes of a blob.
    ///
    /// @throws JournalException.Damaged if they are not what was stored
    /// @throws JournalException if they cannot be read
    public byte[] get(String hash) {
        Path file = file(hash);
        try (JournalIo.Reading reading = io.read(file)) {
            byte[] content = reading.read(0, Math.toIntExact(reading.size()));
            if (!Hashes.sha256(content).equals(hash)) {
                throw new JournalException.Damaged(file, 0, "its content does not have the hash it is named by");
            }
            return content;
        } catch (IOException e) {
            throw JournalException.of(file, e);
        }
    }

    private void write(Path draft, byte[] content) throws IOException {
        try (JournalIo.Appending file = io.append(draft)) {
            file.append(ByteBuffer.wrap(content));
            file.force();
        }
    }

    private Path file(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a blob is named by 64 hexadecimal digits, not '" + hash + "'");
        }
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }
}
