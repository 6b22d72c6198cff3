package dev.didact.engine.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.FloatNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theExampleOfTheStandardComesOutAsTheStandardSays() {
        JsonNode value = JSON.readTree("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """);
        assertThat(Canonical.text(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void keysAreSortedByTheirUtf16CodeUnits() {
        JsonNode value = JSON.readTree(
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}");
        assertThat(Canonical.text(value))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\uD83D\uDE00\":5,\"\uFB33\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "4.9E-324, 5e-324",
        "-4.9E-324, -5e-324",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "1E21, 1e+21",
        "9.999999999999997E22, 9.999999999999997e+22",
        "1.0E23, 1e+23",
        "1.0E-6, 0.000001",
        "1.0E-7, 1e-7",
        "9.999999999999997E-7, 9.999999999999997e-7",
        "0.3, 0.3",
        "100.0, 100",
        "-1.5, -1.5",
        "2.0E-3, 0.002"
    })
    void doublesArePrintedAsEcmaScriptPrintsThem(double value, String expected) {
        assertThat(Canonical.text(DoubleNode.valueOf(value))).isEqualTo(expected);
    }

    @Test
    void numbersKeepAllTheirDigits() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        assertThat(Canonical.text(nodes.numberNode(Long.MAX_VALUE))).isEqualTo("9223372036854775807");
        assertThat(Canonical.text(nodes.numberNode(new BigInteger("123456789012345678901"))))
                .isEqualTo("123456789012345678901");
        assertThat(Canonical.text(nodes.numberNode(new BigDecimal("0.12345678901234567890"))))
                .isEqualTo("0.1234567890123456789");
        assertThat(Canonical.text(FloatNode.valueOf(0.1f))).isEqualTo("0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "10e-1", "0.1e1"})
    void theWayANumberWasWrittenDoesNotMatter(String written) {
        assertThat(Canonical.text(JSON.readTree(written))).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatJsonCannotSayIsRefused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.text(DoubleNode.valueOf(value)));
    }

    @Test
    void emptyContainersAreWrittenAsSuch() {
        assertThat(Canonical.text(JSON.readTree("{\"a\": [ ], \"b\": { } }"))).isEqualTo("{\"a\":[],\"b\":{}}");
    }

    @Test
    void textsThatDifferOnlyInHalfASurrogatePairStayDifferent() {
        assertThat(Canonical.bytes("\uD83D")).isNotEqualTo(Canonical.bytes("\uD83E"));
        assertThat(Canonical.bytes("\uD83D")).isNotEqualTo(Canonical.bytes("\\ud83d"));
        assertThat(Canonical.bytes("\uDE00\uD83D")).isEqualTo("\"\\ude00\\ud83d\"".getBytes(StandardCharsets.US_ASCII));
        assertThat(Canonical.bytes("\uD83D\uDE00")).isEqualTo("\"\uD83D\uDE00\"".getBytes(StandardCharsets.UTF_8));
    }
}
