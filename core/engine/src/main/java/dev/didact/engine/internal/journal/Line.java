package dev.didact.engine.internal.journal;

import dev.didact.engine.internal.identity.Hashes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// The form of one line of a journal, written and checked without a JSON parser: the envelope has fixed keys in fixed
/// order, and only the value of `data` is left to the parser.
///
/// `synced` is 0 where the line carries no mark. `dataFrom` and `dataTo` delimit the bytes of `data` in the array that
/// the line was read from. `hash` is what the next line names as `prev`.
record Line(long seq, long synced, String at, String kind, int dataFrom, int dataTo, String prev, String hash) {

    private static final Pattern KIND = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*([.-][a-zA-Z0-9]+)*");
    private static final Pattern HEAD = Pattern.compile(
            "\\{\"seq\":([0-9]{1,18})(?:,\"synced\":([0-9]{1,18}))?,\"at\":\"([^\"]{1,40})\",\"kind\":\"([^\"]{1,200})\",\"data\":");
    private static final Pattern TAIL = Pattern.compile(",\"prev\":\"([0-9a-f]{64})\",\"crc\":\"([0-9a-f]{8})\"}");
    private static final byte[] START = ascii("{\"seq\":");
    private static final int LONGEST_HEAD = 350;
    private static final int CRC_LENGTH = ",\"crc\":\"00000000\"}".length();
    private static final int TAIL_LENGTH = ",\"prev\":\"\"".length() + 64 + CRC_LENGTH;
    private static final HexFormat HEX = HexFormat.of();

    static String kind(String kind) {
        if (!KIND.matcher(kind).matches() || kind.length() > 200) {
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
        var out = new ByteArrayOutputStream(head.length() + data.length + TAIL_LENGTH);
        out.writeBytes(ascii(head.toString()));
        out.writeBytes(data);
        out.writeBytes(ascii(",\"prev\":\"" + before.hash() + "\""));
        byte[] checked = out.toByteArray();
        out.writeBytes(ascii(",\"crc\":\"" + crc(checked, 0, checked.length) + "\"}"));
        return out.toByteArray();
    }

    /// Reads a line without its line end; empty if any of its bytes is not what was written.
    static Optional<Line> decode(byte[] bytes, int from, int to) {
        int tailFrom = to - TAIL_LENGTH;
        if (tailFrom < from) {
            return Optional.empty();
        }
        Matcher tail = TAIL.matcher(latin(bytes, tailFrom, to));
        if (!tail.matches() || !tail.group(2).equals(crc(bytes, from, to - CRC_LENGTH - from))) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(latin(bytes, from, Math.min(tailFrom, from + LONGEST_HEAD)));
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        String synced = head.group(2);
        return Optional.of(new Line(
                Long.parseLong(head.group(1)),
                synced == null ? 0 : Long.parseLong(synced),
                head.group(3),
                head.group(4),
                from + head.end(),
                tailFrom,
                tail.group(1),
                Hashes.sha256(bytes, from, to - from)));
    }

    /// The kind that a line names, without a look at its other bytes; empty where it begins as no line does.
    static Optional<String> kind(byte[] bytes, int from, int to) {
        Matcher head = HEAD.matcher(latin(bytes, from, Math.min(to, from + LONGEST_HEAD)));
        return head.lookingAt() ? Optional.of(head.group(4)) : Optional.empty();
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
