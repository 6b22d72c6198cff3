package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.data.Provenance;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.price.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FallbackTest {
    private static final Request REQUEST = Request.of("1+2", Settings.DEFAULT);

    private final Map<String, CallRecord> kept = new HashMap<>();
    private final List<String> begun = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private long time;
    private int tasks;
    private final Served backup = new Served("backup", Optional.empty());
    private final Served writer = new Served("writer", Optional.of(backup));

    private final Calls calls = new Calls(
            new CallLog() {
                @Override
                public Optional<CallRecord> find(String key) {
                    return Optional.ofNullable(kept.get(key));
                }

                @Override
                public Begun begin(CallBegun call) {
                    begun.add(call.model());
                    return () -> {};
                }

                @Override
                public void keep(CallRecord answered) {
                    kept.put(answered.key(), answered);
                }
            },
            new Calls.Backoff() {
                @Override
                public void pause(int failed, Optional<Duration> atLeast) {
                    time += atLeast.orElse(Duration.ofSeconds(10)).toNanos();
                    writer.atTime();
                }

                @Override
                public long nanoTime() {
                    return time;
                }
            });

    /// A model that answers with its name, unless something stands in its way.
    private final class Served implements SeatedModel {
        final String name;
        final Optional<SeatedModel> fallback;
        Optional<DidactException> failure = Optional.empty();
        Duration backAt = Duration.ofDays(1);
        int asked;
        final Endpoint endpoint;

        Served(String name, Optional<SeatedModel> fallback) {
            this.name = name;
            this.fallback = fallback;
            this.endpoint = Endpoint.of(name, 4, OptionalInt.empty(), new Outages() {
                @Override
                public void down(String model, String why, Duration left, Optional<String> other) {
                    told.add(model + " down: " + why
                            + other.map(to -> " -> " + to).orElse(""));
                }

                @Override
                public void up(String model) {
                    told.add(model + " up");
                }

                @Override
                public Duration patience() {
                    return Duration.ofMinutes(30);
                }
            });
        }

        void isGone() {
            failure = Optional.of(new DidactException.Transient("no route", Optional.empty()));
        }

        void atTime() {
            if (time >= backAt.toNanos()) {
                failure = Optional.empty();
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String identity() {
            return name;
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo("f", false, 1, "CC0-1.0", Provenance.Served.REMOTE);
        }

        @Override
        public Provenance.WrittenBy writtenBy() {
            throw new AssertionError("nobody asks who wrote it");
        }

        /// A dollar an answer; three where nobody else is left to ask.
        @Override
        public Optional<Price> price() {
            Money each = usd(fallback.isPresent() ? 1 : 3);
            return Optional.of(new Price(Money.NOTHING, Money.NOTHING, Money.NOTHING, each));
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public Optional<SeatedModel> fallback() {
            return fallback;
        }

        @Override
        public Reply answer(ModelCall call, Asking asking) throws DidactException {
            asked++;
            if (failure.isPresent()) {
                throw failure.get();
            }
            return Reply.Answered.of(name, new Usage(2, 1));
        }

        @Override
        public void close() {}
    }

    private Calls.Answer ask(String task) throws InterruptedException {
        return calls.answer(new TaskIdentity(task, 7, "answer"), 0, writer, REQUEST);
    }

    /// Who answers the next call.
    private String next() throws InterruptedException {
        Calls.Answer answer = ask("task " + ++tasks);
        assertThat(((Reply.Answered) answer.reply()).text())
                .isEqualTo(answer.by().name());
        return answer.by().name();
    }

    @Test
    void whileAModelIsDownItsFallbackAnswersWithoutAWaitAndTheFirstIsAskedAgainNowAndThen()
            throws InterruptedException {
        assertThat(next()).isEqualTo("writer");
        writer.isGone();
        assertThat(next()).isEqualTo("backup");
        int asked = writer.asked;
        long before = time;
        for (int i = 0; i < 100; i++) {
            assertThat(next()).isEqualTo("backup");
        }
        assertThat(writer.asked).isEqualTo(asked);
        assertThat(time).isEqualTo(before);

        time += Duration.ofSeconds(31).toNanos();
        assertThat(next()).isEqualTo("backup");
        assertThat(writer.asked).isEqualTo(asked + 1);
        writer.failure = Optional.empty();
        time += Duration.ofSeconds(31).toNanos();

        assertThat(next()).isEqualTo("writer");
        assertThat(next()).isEqualTo("writer");
        assertThat(told).containsExactly("writer down: no route -> backup", "writer up");
    }

    @Test
    void anAnswerIsKeptUnderTheModelThatGaveItAndComesBackFromIt() throws InterruptedException {
        next();
        writer.isGone();
        Calls.Answer answer = ask("t");

        assertThat(kept.values()).extracting(CallRecord::model).containsExactlyInAnyOrder("writer", "backup");
        assertThat(begun).endsWith("backup");
        writer.failure = Optional.empty();
        assertThat(ask("t")).isEqualTo(answer);
        assertThat(answer.by()).isSameAs(backup);
    }

    @Test
    void anAnswerCostsWhatTheModelAsksThatGaveIt() throws InterruptedException {
        next();
        writer.isGone();
        ask("t");

        assertThat(calls.spending().models())
                .hasEntrySatisfying("writer", share -> assertThat(share.cost()).contains(usd(1)))
                .hasEntrySatisfying("backup", share -> assertThat(share.cost()).contains(usd(3)));
        ask("t");
        assertThat(calls.spending().cost()).contains(usd(7));
        assertThat(kept.values())
                .extracting(CallRecord::cost)
                .containsExactlyInAnyOrder(Optional.of(usd(1)), Optional.of(usd(3)));
    }

    private static Money usd(long dollars) {
        return Money.ofUsd(BigDecimal.valueOf(dollars));
    }

    @Test
    void aFallbackAnswersForGoodWhereTheKeyOfTheFirstIsRefused() throws InterruptedException {
        writer.failure = Optional.of(new DidactException.Unavailable("401"));

        assertThat(next()).isEqualTo("backup");
        time += Duration.ofHours(2).toNanos();
        assertThat(next()).isEqualTo("backup");

        assertThat(writer.asked).isEqualTo(1);
        assertThat(told).containsExactly("writer down: 401 -> backup");
    }

    @Test
    void whereBothAreDownTheFirstThatIsBackAnswers() throws InterruptedException {
        next();
        writer.isGone();
        next();
        backup.isGone();
        writer.backAt = Duration.ofNanos(time).plusMinutes(9);

        assertThat(next()).isEqualTo("writer");
        assertThat(kept.values()).extracting(CallRecord::reply).hasOnlyElementsOfType(Reply.Answered.class);
    }

    @Test
    void whereBothStayDownTheRunPauses() throws InterruptedException {
        next();
        writer.isGone();
        next();
        backup.isGone();

        assertThatThrownBy(this::next)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().code()).isEqualTo("E401"))
                .hasMessageContaining("model 'backup' cannot be used: no route, and has not answered for");
        assertThat(kept).hasSize(2);
    }
}
