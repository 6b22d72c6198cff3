package dev.didact.sources.text;

import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.files.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// A file that should hold text.
record TextFile(SourceFile file) {
    private static final int LIMIT = 256 * 1024 * 1024;
    private static final int BUFFER = 1 << 16;
    private static final String PACKED = ".gz";

    /// What a file held, unpacked where it is packed.
    ///
    /// @param text its text, without a byte order mark
    /// @param firstByte where the text begins in the file: behind a byte order mark
    /// @param bytes length of the file
    /// @param sha256 hash of the file
    record Content(String text, int firstByte, long bytes, String sha256) {}

    /// Whether it is an HTML page, by its name.
    boolean isPage() {
        String name = file.name().toLowerCase(Locale.ROOT);
        String plain = isPacked() ? name.substring(0, name.length() - PACKED.length()) : name;
        return plain.endsWith(".html") || plain.endsWith(".htm") || plain.endsWith(".xhtml");
    }

    private boolean isPacked() {
        return file.name().toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    /// Reads it.
    ///
    /// @throws DidactException.Permanent if it cannot be read or is no UTF-8 text
    Content read() throws DidactException {
        byte[] bytes;
        try (InputStream raw = Files.newInputStream(file.path());
                InputStream in = isPacked() ? new GZIPInputStream(raw, BUFFER) : raw) {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (NoSuchFileException _) {
            throw new DidactException.Permanent("'" + file.name() + "' is not there, or is a link to nowhere");
        } catch (EOFException e) {
            throw new DidactException.Permanent("'" + file.name() + "' breaks off; get it again", e);
        } catch (IOException e) {
            throw new DidactException.Permanent("'" + file.name() + "' cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > LIMIT) {
            throw new DidactException.Permanent(
                    "'" + file.name() + "' is larger than " + (LIMIT >> 20) + " MB; split it into smaller files");
        }
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int first = marked ? 3 : 0;
        return new Content(decode(bytes, first), first, bytes.length, Document.sha256(bytes));
    }

    private String decode(byte[] bytes, int first) throws DidactException {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new DidactException.Permanent(
                        "'" + file.name() + "' is no text: byte " + i + " is 0; leave it out of path");
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, first, bytes.length - first);
        CharBuffer out = CharBuffer.allocate(bytes.length - first);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            String before = out.flip().toString();
            int lineStart = before.lastIndexOf('\n') + 1;
            long line = before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.codePointCount(lineStart, before.length()) + 1;
            throw new DidactException.Permanent(file.name() + ":" + line + ":" + column + ": this byte, 0x"
                    + String.format("%02X", bytes[in.position()])
                    + ", is not UTF-8; convert the file or leave it out of path");
        }
        return out.flip().toString();
    }
}
