package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which failures may pass, which stand in the way of every call, and which lie in the request: the same for all four
/// formats. The clock of these tests stands at 1970-01-01T00:00:00Z.
final class FailuresTest {
    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void whatMayPassIsTransientWithoutAWaitThatNobodyAskedFor(int status) {
        for (Dialect dialect : Dialect.values()) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> dialect.ask(new Scripted(status, "{\"error\":{\"message\":\"busy\"}}")))
                    .withMessage(dialect.base + " answered " + status + ": busy")
                    .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
        }
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
        for (Dialect dialect : Dialect.values()) {
            for (int status : new int[] {429, 503}) {
                var endpoint = new Scripted(status, Map.of("retry-after", List.of(value)), new byte[0]);
                assertThatExceptionOfType(DidactException.Transient.class)
                        .isThrownBy(() -> dialect.ask(endpoint))
                        .satisfies(e -> assertThat(e.retryAfter()).contains(wait));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "NaN", "1e9", "", "99999999999999999999"})
    void aWaitThatCannotBeReadIsNone(String value) {
        for (Dialect dialect : Dialect.values()) {
            var endpoint = new Scripted(429, Map.of("retry-after", List.of(value)), new byte[0]);
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> dialect.ask(endpoint))
                    .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"36s,PT36S", "3.5s,PT3.5S", "soon,", "-3s,", "36,", "1e9s,"})
    void aWaitInTheDetailsOfAnErrorIsReadWhereNoHeaderSaysOtherwise(String delay, @Nullable Duration wait) {
        byte[] body = Dialect.json("{'error':{'code':429,'message':'m','status':'RESOURCE_EXHAUSTED','details':["
                        + "{'@type':'type.googleapis.com/google.rpc.Help'},"
                        + "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'" + delay + "'}]}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> Dialect.GEMINI.ask(new Scripted(429, Map.of(), body)))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Optional.ofNullable(wait)));
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> Dialect.GEMINI.ask(new Scripted(429, Map.of("retry-after", List.of("2")), body)))
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401|{'error':{'message':'Incorrect API key: sk-canary-1234'}}|check the value of env:TEST_KEY",
                "403|forbidden sk-canary-1234|check the value of env:TEST_KEY",
                "401|{'error':'unauthorized','signin_url':'https://x'}|check the value of env:TEST_KEY",
                "400|{'error':{'code':400,'message':'API key not valid.','status':'INVALID_ARGUMENT','details':"
                        + "[{'reason':'API_KEY_INVALID','domain':'googleapis.com'}]}}|check the value of env:TEST_KEY",
                "402|{'error':'pay first'}|no credit",
                "402|{'type':'error','error':{'type':'billing_error','message':'no'}}|no credit",
                "429|{'error':{'message':'You exceeded your quota','code':'insufficient_quota'}}|no credit",
                "429|{'type':'error','error':{'type':'rate_limit_error','message':'no',"
                        + "'details':{'error_code':'enforced_spend_limit_reached'}}}|no credit",
                "400|{'type':'error','error':{'type':'invalid_request_error','message':"
                        + "'You have reached your specified workspace API usage limits. You will regain'}}|no credit",
                "429|{'error':{'code':429,'message':'m','status':'RESOURCE_EXHAUSTED','details':[{'violations':"
                        + "[{'quotaId':'GenerateRequestsPerDayPerProjectPerModel-FreeTier'}]}]}}|in a day",
                "400|{'error':{'code':400,'message':'m','status':'FAILED_PRECONDITION'}}|billing and the region",
                "400|[{'error':{'code':400,'message':'m','status':'FAILED_PRECONDITION'}}]|billing and the region",
                "200|{'error':{'message':'no','type':'insufficient_quota'}}|no credit",
                "200|{'error':{'message':'no','type':'authentication_error'}}|check the value of env:TEST_KEY",
                "200|{'error':{'message':'no','code':401}}|check the value of env:TEST_KEY",
                "301|moved|base-url",
            })
    void whatStandsInTheWayOfEveryCallIsUnavailableAndNeverShowsTheKey(int status, String body, String remedy) {
        for (Dialect dialect : Dialect.values()) {
            assertThatExceptionOfType(DidactException.Unavailable.class)
                    .isThrownBy(() -> dialect.ask(new Scripted(status, Dialect.json(body))))
                    .withMessageContaining(remedy)
                    .withMessageNotContaining(Scripted.SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|{'error':{'message':'context too long: 9000 > 8192'}}|context too long: 9000 > 8192",
                "400|{'error':{'code':400,'message':'no such field','status':'INVALID_ARGUMENT'}}|no such field",
                "404|{'detail':'no such model'}|no such model",
                "404|{'type':'error','error':{'type':'not_found_error','message':'model: x'}}|model: x",
                "413|too large|too large",
                "413|{'type':'error','error':{'type':'request_too_large','message':'beyond 32 MB'}}|beyond 32 MB",
                "422|{'message':'temperature: must be below 2'}|temperature: must be below 2",
                "200|{'error':{'message':'bad stop','type':'invalid_request_error'}}|bad stop",
                "200|{'error':'unknown model'}|unknown model",
                "200|{'error':{'code':400,'message':'no such thing'}}|no such thing",
            })
    void whatLiesInTheRequestIsAFaultWithTheProvidersWords(int status, String body, String words) throws Exception {
        for (Dialect dialect : Dialect.values()) {
            assertThat(dialect.ask(new Scripted(status, Dialect.json(body))))
                    .isInstanceOfSatisfying(Failed.class, failed -> {
                        assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
                        assertThat(failed.fault().message()).contains(words);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'later','type':'rate_limit_exceeded'}}",
                "{'error':{'message':'later','type':'server_error'}}",
                "{'type':'error','error':{'type':'timeout_error','message':'later'}}",
                "{'error':{'message':'later','code':429}}",
                "{'error':{'message':'later','code':'503'}}",
                "{'error':{'code':0,'message':'later','status':'RESOURCE_EXHAUSTED'}}",
            })
    void anErrorObjectInASuccessCountsByItsType(String body) {
        for (Dialect dialect : Dialect.values()) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> dialect.ask(new Scripted(200, Dialect.json(body))))
                    .withMessageContaining("later");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessErrorIsShownByItsBeginningOnOneLine(Dialect dialect) throws Exception {
        byte[] body = "\u001b[31mline\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(dialect.ask(new Scripted(400, Map.of(), body)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().message())
                                .hasSizeLessThan(400)
                                .doesNotContain("\n", "\u001b"));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsRepeatedIsNotShown(Dialect dialect) throws Exception {
        for (String body : List.of("{'you':'sk-canary-1234'}", "{'error':'no sk-canary-1234'}")) {
            assertThat(dialect.ask(new Scripted(200, Dialect.json(body))))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().message())
                                    .contains("[key]")
                                    .doesNotContain(Scripted.SECRET));
        }
    }
}
