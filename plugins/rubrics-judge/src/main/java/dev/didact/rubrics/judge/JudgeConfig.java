package dev.didact.rubrics.judge;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Matches;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// One question and how it is answered.
///
/// @param id id of the criterion
/// @param ask the question, or the statement that shall hold
/// @param reply whether the judge names one of the levels, or says yes or no
/// @param levels the levels from the worst to the best, at least two; none for a judge that says yes or no
/// @param temperature 0 for the likeliest answer
/// @param maxTokens where the judge's answer is cut off, which makes it no answer
public record JudgeConfig(
        @Default("judge") @Matches("[a-z][a-z0-9-]*") String id,

        @Example("Is the question answered, and from the text alone?")
        String ask,

        @Default("level") @Example("pass") Form reply,
        @Default("[]") List<JudgeLevel> levels,
        @Default("0") @Min(0) double temperature,
        @Min(1) Optional<Integer> maxTokens) {
    public JudgeConfig {
        levels = List.copyOf(levels);
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "id must be small letters, digits and '-' with a letter first but is '" + id + "'");
        }
        if (ask.isBlank()) {
            throw new IllegalArgumentException("ask must hold the question but is empty");
        }
        switch (reply) {
            case LEVEL -> checkLevels(levels);
            case PASS -> {
                if (!levels.isEmpty()) {
                    throw new IllegalArgumentException(
                            "a judge with 'reply: pass' says yes or no; leave out its levels or write 'reply: level'");
                }
            }
        }
    }

    private static void checkLevels(List<JudgeLevel> levels) {
        if (levels.size() < 2) {
            throw new IllegalArgumentException("a judge needs at least two levels, from the worst to the best, not "
                    + levels.size() + "; for yes or no write 'reply: pass'");
        }
        var ids = new HashSet<String>();
        double before = -1;
        for (JudgeLevel level : levels) {
            if (!ids.add(level.id())) {
                throw new IllegalArgumentException("level '" + level.id() + "' is there twice");
            }
            if (level.score() <= before) {
                throw new IllegalArgumentException("the score of level '" + level.id() + "' must be above " + before
                        + ", that of the level before it, but is " + level.score());
            }
            before = level.score();
        }
    }

    /// What the judge is asked for.
    public enum Form {
        /// A level, a quote and a reason.
        LEVEL,
        /// A reason, and whether it holds.
        PASS
    }

    /// Whether a level needs a quote from the response.
    public enum Quote {
        /// The judge quotes what shows it, to the letter.
        REQUIRED,
        /// There may be nothing to quote.
        NONE
    }

    /// One level.
    ///
    /// @param id its name
    /// @param score its number between 0 and 1; the judge never sees it
    /// @param anchor what a response of this level is like
    /// @param quote whether the judge must quote what shows it
    public record JudgeLevel(
            String id,
            @Min(0) @Max(1) double score,
            String anchor,
            @Default("required") Quote quote) {
        public JudgeLevel {
            if (id.isBlank() || anchor.isBlank()) {
                throw new IllegalArgumentException(
                        "each level needs an id and an anchor that says what a response of it is like");
            }
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "the score of level '" + id + "' must lie between 0 and 1 but is " + score);
            }
        }
    }
}
