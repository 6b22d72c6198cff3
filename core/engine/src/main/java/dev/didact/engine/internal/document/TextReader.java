package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads bytes as UTF-8 text, strictly: what is not text is told by line and column, never replaced.
final class TextReader {
    private TextReader() {}

    /// The text of a file, without its byte order mark.
    ///
    /// @throws dev.didact.engine.ProblemException at the first byte or character that is no text
    static String decode(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int wrong = Byte.toUnsignedInt(bytes[in.position()]);
            throw Problems.failure(
                    "E200",
                    String.format("this is not UTF-8 text: byte 0x%02X", wrong),
                    end(file, text, text.length()));
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == '\u007f') {
                throw Problems.failure(
                        "E200",
                        String.format("this is not text: control character U+%04X", (int) c),
                        end(file, body, i));
            }
        }
        return body;
    }

    private static Place end(String file, String text, int index) {
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int start = before.lastIndexOf('\n') + 1;
        return new Place(file, line, before.codePointCount(start, index) + 1, 1);
    }
}
