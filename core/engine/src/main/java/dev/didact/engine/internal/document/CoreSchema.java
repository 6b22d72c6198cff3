package dev.didact.engine.internal.document;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an unquoted scalar means: the core schema of YAML 1.2, in which `no` is a text and `null`, `true`, `5`, `0x1f`
/// and `1e3` are not.
final class CoreSchema {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final int LONGEST_NUMBER = 64;

    private CoreSchema() {}

    /// The value of a scalar. What [#fault] complains about is a text.
    static JsonNode resolve(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (NULL.matcher(text).matches()) {
            return json.nullNode();
        }
        if (text.length() > LONGEST_NUMBER) {
            return json.stringNode(text);
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return json.booleanNode(TRUE.matcher(text).matches());
        }
        Optional<BigInteger> whole = whole(text);
        if (whole.isPresent()) {
            return whole(whole.get(), text);
        }
        if (FLOAT.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? json.numberNode(value) : json.stringNode(text);
        }
        return json.stringNode(text);
    }

    /// Whether an unquoted scalar is a text.
    static boolean isText(String text) {
        return resolve(text).isString() && fault(text).isEmpty();
    }

    /// Why a scalar that looks like a number cannot be one here.
    static Optional<String> fault(String text) {
        boolean number = DECIMAL.matcher(text).matches()
                || OCTAL.matcher(text).matches()
                || HEXADECIMAL.matcher(text).matches()
                || FLOAT.matcher(text).matches();
        if (number && resolve(text).isString()) {
            return Optional.of("is too large for a number; put it in quotes if it is a text");
        }
        return NOT_FINITE.matcher(text).matches()
                ? Optional.of("is not a finite number; put it in quotes if it is a text")
                : Optional.empty();
    }

    private static Optional<BigInteger> whole(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return Optional.of(new BigInteger(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return Optional.of(new BigInteger(text.substring(2), 8));
        }
        return HEXADECIMAL.matcher(text).matches()
                ? Optional.of(new BigInteger(text.substring(2), 16))
                : Optional.empty();
    }

    private static JsonNode whole(BigInteger value, String text) {
        if (value.bitLength() >= Long.SIZE) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        return value.bitLength() < Integer.SIZE
                ? JsonNodeFactory.instance.numberNode(value.intValue())
                : JsonNodeFactory.instance.numberNode(value.longValue());
    }
}
