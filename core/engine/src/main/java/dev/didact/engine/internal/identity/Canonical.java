package dev.didact.engine.internal.identity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The canonical bytes of a JSON value: the same for every value that means the same, whatever the order of its keys,
/// its white space or the way its numbers were written.
///
/// This is RFC 8785 (keys sorted by UTF-16 code unit, no white space, shortest escapes, numbers as ECMAScript prints
/// them) with two extensions for input that RFC 8785 leaves out: a number keeps all its digits instead of being rounded
/// to a double, and a lone surrogate, which has no UTF-8 form, is written as an escape of four hexadecimal digits.
public final class Canonical {

    private static final int PLAIN_DIGITS = 21;
    private static final int LEADING_ZEROS = 6;
    private static final String HEX = "0123456789abcdef";

    private Canonical() {}

    /// The canonical UTF-8 bytes of a value.
    ///
    /// @throws IllegalArgumentException if the value holds NaN, an infinity or a node that JSON has no form for
    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /// The canonical form of a value as text; its UTF-8 encoding is [#bytes].
    ///
    /// @throws IllegalArgumentException if the value holds NaN, an infinity or a node that JSON has no form for
    public static String text(JsonNode value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /// The canonical UTF-8 bytes of a text, quotes included; every text has its own, also one with lone surrogates.
    public static byte[] bytes(String text) {
        if (isPlain(text)) {
            return ('"' + text + '"').getBytes(StandardCharsets.ISO_8859_1);
        }
        var out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> array(value, out);
            case STRING -> quote(value.stringValue(), out);
            case NUMBER -> number(value, out);
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case BINARY, POJO, MISSING ->
                throw new IllegalArgumentException("no canonical JSON for a node of type " + value.getNodeType());
        }
    }

    private static void object(JsonNode value, StringBuilder out) {
        var sorted = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            sorted.put(property.getKey(), property.getValue());
        }
        char separator = '{';
        for (Map.Entry<String, JsonNode> property : sorted.entrySet()) {
            out.append(separator);
            quote(property.getKey(), out);
            out.append(':');
            write(property.getValue(), out);
            separator = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void array(JsonNode value, StringBuilder out) {
        char separator = '[';
        for (JsonNode element : value) {
            out.append(separator);
            write(element, out);
            separator = ',';
        }
        out.append(value.isEmpty() ? "[]" : "]");
    }

    private static void number(JsonNode value, StringBuilder out) {
        BigDecimal exact = switch (value.numberType()) {
            case INT, LONG, BIG_INTEGER -> new BigDecimal(value.bigIntegerValue());
            case BIG_DECIMAL -> value.decimalValue();
            case FLOAT -> shortest(value.floatValue());
            case DOUBLE -> shortest(value.doubleValue());
        };
        print(exact, out);
    }

    private static BigDecimal shortest(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("no canonical JSON for the number " + value);
        }
        return new BigDecimal(Float.toString(value));
    }

    /// The shortest decimal that reads back as this double. Java never prints fewer than two digits, ECMAScript prints
    /// one where one is enough (`5e-324`).
    private static BigDecimal shortest(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no canonical JSON for the number " + value);
        }
        var printed = new BigDecimal(Double.toString(value));
        BigDecimal oneDigit = printed.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return oneDigit.doubleValue() == value ? oneDigit : printed;
    }

    /// Prints a number as ECMAScript's `Number::toString` does: plain digits between 1e-6 and 1e21, else an exponent.
    private static void print(BigDecimal value, StringBuilder out) {
        if (value.signum() == 0) {
            out.append('0');
            return;
        }
        if (value.signum() < 0) {
            out.append('-');
        }
        BigDecimal stripped = value.abs().stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int point = digits.length() - stripped.scale();
        if (digits.length() <= point && point <= PLAIN_DIGITS) {
            out.append(digits).repeat('0', point - digits.length());
        } else if (0 < point && point <= PLAIN_DIGITS) {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else if (-LEADING_ZEROS < point && point <= 0) {
            out.append("0.").repeat('0', -point).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(point > 0 ? "+" : "-").append(Math.abs(point - 1));
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        escape(c, out);
                    } else if (!Character.isSurrogate(c)) {
                        out.append(c);
                    } else if (startsPair(text, i)) {
                        out.append(c).append(text.charAt(++i));
                    } else {
                        escape(c, out);
                    }
                }
            }
        }
        out.append('"');
    }

    /// Whether the text has nothing but characters of ASCII that stand for themselves.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
