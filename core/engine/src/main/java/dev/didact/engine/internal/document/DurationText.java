package dev.didact.engine.internal.document;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a span of time is written: `500ms`, `30s`, `5m`, `2h`.
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})(ms|s|m|h)");

    private DurationText() {}

    /// The span that a text means; empty if it means none.
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }
}
