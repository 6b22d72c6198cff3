package dev.didact.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock of these tests stands at 1970-01-01T00:00:00Z.
final class FailuresTest {
    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void whatMayPassIsTransientWithoutAWaitThatNobodyAskedFor(int status) {
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> new Scripted(status, "{\"error\":{\"message\":\"busy\"}}").reply())
                .withMessage("http://localhost:8000/v1 answered " + status + ": busy")
                .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|PT2S",
                "0|PT0S",
                "0.5|PT0.5S",
                "' 7 '|PT7S",
                "Thu, 01 Jan 1970 00:01:30 GMT|PT1M30S",
                "Wed, 31 Dec 1969 23:59:00 GMT|PT0S",
            })
    void theOtherSidesWaitIsReadInSecondsOrAsADate(String value, Duration wait) {
        for (int status : new int[] {429, 503}) {
            var endpoint = new Scripted(status, Map.of("retry-after", List.of(value)), new byte[0]);
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(endpoint::reply)
                    .satisfies(e -> assertThat(e.retryAfter()).contains(wait));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "NaN", "1e9", "", "99999999999999999999"})
    void aWaitThatCannotBeReadIsNone(String value) {
        var endpoint = new Scripted(429, Map.of("retry-after", List.of(value)), new byte[0]);
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(endpoint::reply)
                .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401|{'error':{'message':'Incorrect API key: sk-canary-1234'}}|check the value of env:TEST_KEY",
                "403|forbidden sk-canary-1234|check the value of env:TEST_KEY",
                "402|{'error':'pay first'}|no credit",
                "429|{'error':{'message':'You exceeded your quota','code':'insufficient_quota'}}|no credit",
                "200|{'error':{'message':'no','type':'insufficient_quota'}}|no credit",
                "200|{'error':{'message':'no','type':'authentication_error'}}|check the value of env:TEST_KEY",
                "200|{'error':{'message':'no','code':401}}|check the value of env:TEST_KEY",
                "301|moved|base-url",
            })
    void whatStandsInTheWayOfEveryCallIsUnavailableAndNeverShowsTheKey(int status, String body, String remedy) {
        assertThatExceptionOfType(DidactException.Unavailable.class)
                .isThrownBy(() -> new Scripted(status, body.replace('\'', '"')).reply())
                .withMessageContaining(remedy)
                .withMessageNotContaining(Scripted.SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|{'error':{'message':'context too long: 9000 > 8192'}}|context too long: 9000 > 8192",
                "404|{'detail':'no such model'}|no such model",
                "413|too large|too large",
                "422|{'message':'temperature: must be below 2'}|temperature: must be below 2",
                "200|{'error':{'message':'bad stop','type':'invalid_request_error'}}|bad stop",
                "200|{'error':'unknown model'}|unknown model",
                "200|{'error':{'code':400,'message':'no such thing'}}|no such thing",
            })
    void whatLiesInTheRequestIsAFaultWithTheProvidersWords(int status, String body, String words) throws Exception {
        assertThat(new Scripted(status, body.replace('\'', '"')).reply())
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
                    assertThat(failed.fault().message()).contains(words);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'later','type':'rate_limit_exceeded'}}",
                "{'error':{'message':'later','type':'server_error'}}",
                "{'error':{'message':'later','code':429}}",
                "{'error':{'message':'later','code':'503'}}",
            })
    void anErrorObjectInASuccessCountsByItsType(String body) {
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> new Scripted(200, body.replace('\'', '"')).reply())
                .withMessageContaining("later");
    }

    @Test
    void anEndlessErrorIsShownByItsBeginningOnOneLine() throws Exception {
        byte[] body = "\u001b[31mline\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(new Scripted(400, Map.of(), body).reply())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().message())
                                .hasSizeLessThan(400)
                                .doesNotContain("\n", "\u001b"));
    }
}
