package dev.didact.engine.internal.journal;

import dev.didact.engine.internal.identity.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// The form of one line of a journal, written and checked without a JSON parser: the envelope has fixed keys in fixed
/// order, and only the value of `data` is left to the parser.
///
/// `synced` is 0 where the line carries no mark. `dataFrom` and `dataTo` delimit the bytes of `data` in the array that
/// the line was read from. `hash` is what the next line names as `prev`.
record Line(long seq, long synced, String at, String kind, int dataFrom, int dataTo, String prev, String hash) {

    private static final Pattern KIND = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*([.-][a-zA-Z0-9]+)*");
    private static final byte[] START = ascii("{\"seq\":");
    private static final byte[] SYNCED = ascii(",\"synced\":");
    private static final byte[] AT = ascii(",\"at\":\"");
    private static final byte[] OF_KIND = ascii("\",\"kind\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] PREV = ascii(",\"prev\":\"");
    private static final byte[] CRC = ascii("\",\"crc\":\"");
    private static final byte[] END = ascii("\"}");
    private static final int HASH_LENGTH = 64;
    private static final int CRC_LENGTH = CRC.length - 1 + 8 + END.length;
    private static final int TAIL_LENGTH = PREV.length + HASH_LENGTH + 1 + CRC_LENGTH;
    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_TIME = 40;
    private static final int LONGEST_KIND = 200;
    private static final HexFormat HEX = HexFormat.of();

    static String kind(String kind) {
        if (!KIND.matcher(kind).matches() || kind.length() > LONGEST_KIND) {
            throw new IllegalArgumentException(
                    "the kind of an event is made of words with dots or hyphens between them: '" + kind + "'");
        }
        return kind;
    }

    /// Writes a line without its line end; `synced` below 0 leaves the mark out.
    static byte[] encode(Chain before, long synced, Instant at, String kind, byte[] data) {
        var head = new StringBuilder(128).append("{\"seq\":").append(before.seq() + 1);
        if (synced >= 0) {
            head.append(",\"synced\":").append(synced);
        }
        head.append(",\"at\":\"")
                .append(at)
                .append("\",\"kind\":\"")
                .append(kind)
                .append("\",\"data\":");
        byte[] line = new byte[head.length() + data.length + TAIL_LENGTH];
        int to = put(line, 0, ascii(head.toString()));
        to = put(line, to, data);
        to = put(line, to, PREV);
        to = put(line, to, ascii(before.hash()));
        to = put(line, to, CRC);
        to = put(line, to, ascii(crc(line, 0, line.length - CRC_LENGTH)));
        put(line, to, END);
        return line;
    }

    /// Puts bytes into a line and returns where they end.
    private static int put(byte[] line, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, line, at, bytes.length);
        return at + bytes.length;
    }

    /// Reads a line without its line end; empty if any of its bytes is not what was written.
    static Optional<Line> decode(byte[] bytes, int from, int to) {
        int tailFrom = to - TAIL_LENGTH;
        if (tailFrom < from) {
            return Optional.empty();
        }
        var tail = new Cursor(bytes, tailFrom, to);
        tail.require(PREV);
        String prev = tail.hex(HASH_LENGTH);
        tail.require(CRC);
        String crc = tail.hex(8);
        tail.require(END);
        if (!tail.fits || !crc.equals(crc(bytes, from, to - CRC_LENGTH - from))) {
            return Optional.empty();
        }
        return Head.of(bytes, from, tailFrom)
                .map(head -> new Line(
                        head.seq,
                        head.synced,
                        head.at,
                        head.kind,
                        head.to,
                        tailFrom,
                        prev,
                        Hashes.sha256(bytes, from, to - from)));
    }

    /// The kind that a line names, without a look at its other bytes; empty where it begins as no line does.
    static Optional<String> kind(byte[] bytes, int from, int to) {
        return Head.of(bytes, from, to).map(Head::kind);
    }

    /// What stands before the data of a line.
    private record Head(long seq, long synced, String at, String kind, int to) {
        static Optional<Head> of(byte[] bytes, int from, int to) {
            var cursor = new Cursor(bytes, from, to);
            cursor.require(START);
            long seq = cursor.number();
            long synced = cursor.has(SYNCED) ? cursor.number() : 0;
            cursor.require(AT);
            String at = cursor.text(LONGEST_TIME);
            cursor.require(OF_KIND);
            String kind = cursor.text(LONGEST_KIND);
            cursor.require(DATA);
            return cursor.fits ? Optional.of(new Head(seq, synced, at, kind, cursor.at)) : Optional.empty();
        }
    }

    /// Goes through some bytes and notes whether they are what they should be.
    private static final class Cursor {
        private final byte[] bytes;
        private final int to;
        private int at;
        private boolean fits = true;

        Cursor(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.to = to;
        }

        /// Goes behind a text if it stands here.
        boolean has(byte[] text) {
            boolean here = at + text.length <= to && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
            at += here ? text.length : 0;
            return here;
        }

        void require(byte[] text) {
            fits &= has(text);
        }

        long number() {
            long number = 0;
            int from = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - from < LONGEST_NUMBER) {
                number = number * 10 + bytes[at++] - '0';
            }
            fits &= at > from;
            return number;
        }

        /// What stands before the next quotation mark.
        String text(int longest) {
            int from = at;
            while (at < to && bytes[at] != '"' && at - from < longest) {
                at++;
            }
            fits &= at > from;
            return latin(bytes, from, at);
        }

        /// So many lower-case hexadecimal digits.
        String hex(int digits) {
            int from = at;
            at = Math.min(to, at + digits);
            for (int i = from; i < at; i++) {
                fits &= (bytes[i] >= '0' && bytes[i] <= '9') || (bytes[i] >= 'a' && bytes[i] <= 'f');
            }
            fits &= at == from + digits;
            return latin(bytes, from, at);
        }
    }

    /// The highest `synced` among the lines that can be read in a range of bytes, 0 if there is none. There are several
    /// where a line end between them was lost.
    static long highestMark(byte[] bytes, int from, int to) {
        long highest = 0;
        for (int start = from; to - start > TAIL_LENGTH; start++) {
            if (Arrays.mismatch(bytes, start, start + START.length, START, 0, START.length) < 0) {
                highest = Math.max(
                        highest, decode(bytes, start, to).map(Line::synced).orElse(0L));
            }
        }
        return highest;
    }

    Chain asChain() {
        return new Chain(seq, hash);
    }

    private static String crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return HEX.toHexDigits((int) crc.getValue());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
