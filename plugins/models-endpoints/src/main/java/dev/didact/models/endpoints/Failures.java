package dev.didact.models.endpoints;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an answer that is no answer means for the run. What may pass is thrown as [DidactException.Transient], what
/// stands in the way of every call as [DidactException.Unavailable]; what lies in the one request is a [Reply.Failed].
///
/// Endpoints repeat what they were sent: the key is cut out of every message.
final class Failures {
    private static final int EXCERPT = 300;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "billing_hard_limit_reached",
            "billing_not_active",
            "insufficient_balance",
            "billing_error",
            "enforced_spend_limit_reached");
    private static final Set<String> KEY = Set.of(
            "invalid_api_key",
            "authentication_error",
            "permission_error",
            "api_key_invalid",
            "unauthenticated",
            "permission_denied");
    private static final Set<String> LATER = Set.of(
            "rate_limit_exceeded",
            "rate_limit_error",
            "server_error",
            "api_error",
            "overloaded_error",
            "timeout",
            "timeout_error",
            "requests",
            "resource_exhausted",
            "unavailable",
            "internal",
            "deadline_exceeded");
    private static final Set<String> OVERLOAD =
            Set.of("rate_limit_exceeded", "rate_limit_error", "overloaded_error", "requests", "resource_exhausted");
    private static final Pattern SPENT = Pattern.compile("(?i)you have reached your .{0,40}usage limits");

    private final Endpoint endpoint;
    private final Optional<String> key;
    private final Optional<String> whereNotFound;
    private final InstantSource clock;

    /// @param key its value, to be cut out of messages
    /// @param whereNotFound what to do where the endpoint does not know what it was asked for
    Failures(Endpoint endpoint, Optional<String> key, Optional<String> whereNotFound, InstantSource clock) {
        this.endpoint = endpoint;
        this.key = key;
        this.whereNotFound = whereNotFound;
        this.clock = clock;
    }

    /// An answer whose status is not one of success.
    Reply ofStatus(Http.Answer answer) throws DidactException {
        JsonNode error = error(answer.body());
        return decide(answer.status(), error, message(error, answer.body()), answer);
    }

    /// An error in the body of an answer whose status is one of success; its own code counts.
    Reply ofErrorObject(JsonNode error, Http.Answer answer) throws DidactException {
        JsonNode code = error.path("code");
        int status = code.isInt() ? code.intValue() : code.asString("").matches("[45]\\d\\d") ? code.asInt() : 0;
        return decide(status, error, message(error, new byte[0]), answer);
    }

    /// An answer that did not come whole.
    DidactException.Transient cutOff(String message) {
        return new DidactException.Transient(withoutKey(endpoint.baseUrl() + ": " + message), Optional.empty());
    }

    /// An answer that lacks what a model's answer would stand in.
    Reply withoutChoice(JsonNode body) {
        return Reply.Failed.of(
                Fault.Kind.EMPTY_REPLY, withoutKey("the answer has no choice in it: " + excerpt(body.toString())));
    }

    private Reply decide(int status, JsonNode error, String message, Http.Answer answer) throws DidactException {
        Set<String> words = words(error);
        String said =
                withoutKey(endpoint.baseUrl() + (status == 0 ? " answered: " : " answered " + status + ": ") + message);
        if (status == 402
                || words.stream().anyMatch(QUOTA::contains)
                || SPENT.matcher(message).find()) {
            throw new DidactException.Unavailable(said + "; the account has no credit left");
        }
        if (isOfADay(error)) {
            throw new DidactException.Unavailable(said + "; the account has used up what it may ask in a day");
        }
        if (status == 401 || status == 403 || words.stream().anyMatch(KEY::contains)) {
            throw new DidactException.Unavailable(said + "; "
                    + endpoint.key()
                            .map(name -> "check the value of " + name)
                            .orElse("name the key in the recipe with key: env:VARIABLE"));
        }
        if (words.contains("failed_precondition")) {
            throw new DidactException.Unavailable(said + "; see to the billing and the region of the account");
        }
        if (status == 408
                || status == 429
                || status >= 500
                || (status == 0 && words.stream().anyMatch(LATER::contains))) {
            Optional<Duration> wait = wait(answer).or(() -> wait(error));
            throw status == 429 || status == 529 || words.stream().anyMatch(OVERLOAD::contains)
                    ? DidactException.Transient.overload(said, wait)
                    : new DidactException.Transient(said, wait);
        }
        if (status >= 300 && status < 400) {
            throw new DidactException.Unavailable(said + "; write the address that it redirects to"
                    + answer.header("location")
                            .map(to -> ", " + withoutKey(excerpt(to)) + ",")
                            .orElse("") + " as base-url");
        }
        String remedy = status == 404 ? whereNotFound.map(todo -> "; " + todo).orElse("") : "";
        return Reply.Failed.of(Fault.Kind.BAD_REQUEST, said + remedy);
    }

    /// How long the other side asked to be left alone, in a header.
    private Optional<Duration> wait(Http.Answer answer) {
        Optional<String> value = answer.header("retry-after").map(String::strip);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value.get()).matches()) {
            return Optional.of(seconds(value.get()));
        }
        try {
            var date = ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// The same in the details of an error, as Google writes it: `"retryDelay": "36.5s"`.
    private static Optional<Duration> wait(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String delay = detail.path("retryDelay").asString("");
            String number = delay.endsWith("s") ? delay.substring(0, delay.length() - 1) : "";
            if (SECONDS.matcher(number).matches()) {
                return Optional.of(seconds(number));
            }
        }
        return Optional.empty();
    }

    private static Duration seconds(String number) {
        return Duration.ofMillis((long) Math.ceil(Double.parseDouble(number) * 1000));
    }

    /// Whether an error names a quota that is counted by the day: waiting for its end is no business of a run.
    private static boolean isOfADay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("violations")) {
                if (violation.path("quotaId").asString("").contains("PerDay")) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The error object of a body, missing where there is none. Some gateways send it as the only element of a list.
    private static JsonNode error(byte[] body) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(body);
            JsonNode root = tree.isArray() ? tree.path(0) : tree;
            JsonNode error = root.path("error");
            return error.isMissingNode() || error.isNull() ? root : error;
        } catch (JacksonException _) {
            return JsonMapper.shared().missingNode();
        }
    }

    /// The words that the endpoint has for what went wrong, in lower case. Each format keeps them elsewhere; gateways
    /// pass on those of others, and none means two things.
    private static Set<String> words(JsonNode error) {
        var words = new HashSet<String>();
        for (String name : List.of("type", "code", "status")) {
            words.add(error.path(name).asString("").toLowerCase(Locale.ROOT));
        }
        JsonNode details = error.path("details");
        words.add(details.path("error_code").asString("").toLowerCase(Locale.ROOT));
        if (details.isArray()) {
            details.forEach(
                    detail -> words.add(detail.path("reason").asString("").toLowerCase(Locale.ROOT)));
        }
        return words;
    }

    private static String message(JsonNode error, byte[] body) {
        if (error.isString()) {
            return excerpt(error.stringValue());
        }
        for (String name : List.of("message", "detail", "error")) {
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
