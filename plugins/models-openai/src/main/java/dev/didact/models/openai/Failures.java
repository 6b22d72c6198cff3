package dev.didact.models.openai;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.model.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an answer that is no answer means for the run. What may pass is thrown as [DidactException.Transient], what
/// stands in the way of every call as [DidactException.Unavailable]; what lies in the one request is a [Reply.Failed].
///
/// Endpoints repeat what they were sent: the key is cut out of every message.
final class Failures {
    private static final int EXCERPT = 300;
    private static final Set<String> QUOTA =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance");
    private static final Set<String> KEY = Set.of("invalid_api_key", "authentication_error", "permission_error");
    private static final Set<String> LATER = Set.of(
            "rate_limit_exceeded",
            "rate_limit_error",
            "server_error",
            "api_error",
            "overloaded_error",
            "timeout",
            "requests");

    private final OpenAiConfig config;
    private final Optional<String> key;
    private final InstantSource clock;

    Failures(OpenAiConfig config, Optional<String> key, InstantSource clock) {
        this.config = config;
        this.key = key;
        this.clock = clock;
    }

    /// An answer whose status is not one of success.
    Reply ofStatus(Http.Answer answer) throws DidactException {
        JsonNode error = error(answer.body());
        return decide(answer.status(), words(error), message(error, answer.body()), answer);
    }

    /// An error in the body of an answer whose status is one of success; its own code counts.
    Reply ofErrorObject(JsonNode error, Http.Answer answer) throws DidactException {
        JsonNode code = error.path("code");
        int status = code.isInt() ? code.intValue() : code.asString("").matches("[45]\\d\\d") ? code.asInt() : 0;
        return decide(status, words(error), message(error, new byte[0]), answer);
    }

    /// An answer that did not come whole.
    DidactException.Transient cutOff(String message) {
        return new DidactException.Transient(withoutKey(endpoint() + ": " + message), Optional.empty());
    }

    private Reply decide(int status, Set<String> words, String message, Http.Answer answer) throws DidactException {
        String said = withoutKey(endpoint() + (status == 0 ? " answered: " : " answered " + status + ": ") + message);
        if (status == 402 || words.stream().anyMatch(QUOTA::contains)) {
            throw new DidactException.Unavailable(said + "; the account has no credit left");
        }
        if (status == 401 || status == 403 || (status == 0 && words.stream().anyMatch(KEY::contains))) {
            throw new DidactException.Unavailable(said + "; "
                    + config.key()
                            .map(name -> "check the value of " + name)
                            .orElse("name the key in the recipe with key: env:VARIABLE"));
        }
        if (status == 408
                || status == 429
                || status >= 500
                || (status == 0 && words.stream().anyMatch(LATER::contains))) {
            throw new DidactException.Transient(said, retryAfter(answer));
        }
        if (status >= 300 && status < 400) {
            throw new DidactException.Unavailable(said + "; write the address that it redirects to"
                    + answer.header("location")
                            .map(to -> ", " + excerpt(to) + ",")
                            .orElse("") + " as base-url");
        }
        return Reply.Failed.of(Fault.Kind.BAD_REQUEST, said);
    }

    private String endpoint() {
        return config.baseUrl().toString();
    }

    private Optional<Duration> retryAfter(Http.Answer answer) {
        Optional<String> value = answer.header("retry-after").map(String::strip);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value.get()) * 1000)));
        }
        try {
            var date = ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// The error object of a body, missing where there is none.
    private static JsonNode error(byte[] body) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(body);
            JsonNode error = tree.path("error");
            return error.isMissingNode() || error.isNull() ? tree : error;
        } catch (JacksonException _) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static Set<String> words(JsonNode error) {
        return Set.copyOf(Stream.of("type", "code")
                .map(name -> error.path(name).asString("").toLowerCase(Locale.ROOT))
                .toList());
    }

    private static String message(JsonNode error, byte[] body) {
        if (error.isString()) {
            return excerpt(error.stringValue());
        }
        for (String name : new String[] {"message", "detail", "error"}) {
            if (error.path(name).isString()) {
                return excerpt(error.path(name).stringValue());
            }
        }
        String text =
                error.isMissingNode() || error.isEmpty() ? new String(body, StandardCharsets.UTF_8) : error.toString();
        return text.isBlank() ? "nothing" : excerpt(text);
    }

    /// The beginning of a text, on one line.
    static String excerpt(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private String withoutKey(String message) {
        return key.map(value -> message.replace(value, "[key]")).orElse(message);
    }
}
