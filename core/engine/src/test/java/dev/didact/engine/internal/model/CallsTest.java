package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.data.Provenance;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.host.PluginFaults;
import dev.didact.engine.internal.price.Price;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final Request FREE = Request.of("1+2", Settings.DEFAULT);
    private static final Request SHAPED = new Request(
            Request.MODEL,
            List.of(Message.user("1+2")),
            Optional.of(new Shape("sum", List.of(new Shape.Field("sum", Shape.Type.NUMBER, "the sum", List.of())))),
            Settings.DEFAULT);

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Map<String, CallRecord> kept = new HashMap<>();
    private final List<String> pauses = new ArrayList<>();
    private final List<Integer> underWay = new ArrayList<>();
    private final List<String> durable = new ArrayList<>();
    private long time;
    private final Scripted model = new Scripted();
    private final Calls calls = new Calls(
            new CallLog() {
                @Override
                public Optional<CallRecord> find(String key) {
                    return Optional.ofNullable(kept.get(key));
                }

                @Override
                public Begun begin(CallBegun call) {
                    return () -> durable.add(call.key());
                }

                @Override
                public void keep(CallRecord answered) {
                    kept.put(answered.key(), answered);
                    underWay.add(model.endpoint.underWay());
                }
            },
            new Calls.Backoff() {
                @Override
                public void pause(int failed, Optional<Duration> atLeast) {
                    pauses.add(failed + " " + atLeast.map(Duration::toString).orElse("-"));
                    underWay.add(model.endpoint.underWay());
                    time += atLeast.orElse(Duration.ofSeconds(30)).toNanos();
                }

                @Override
                public long nanoTime() {
                    return time;
                }
            });

    /// What a model does when it is asked once.
    private interface Act {
        Reply act() throws DidactException;
    }

    /// A model that does one thing after the other.
    private static final class Scripted implements SeatedModel {
        final Queue<Act> script = new ArrayDeque<>();
        final List<ModelCall> asked = new ArrayList<>();
        final List<String> outages = new ArrayList<>();
        final Endpoint endpoint = Endpoint.of("student", 4, OptionalInt.empty(), new Outages() {
            @Override
            public void down(String model, String why, Duration left, Optional<String> fallback) {
                outages.add(model + " down: " + why
                        + fallback.map(other -> ", " + other + " answers")
                                .orElse(", " + left.toMinutes() + " minutes left"));
            }

            @Override
            public void up(String model) {
                outages.add(model + " up");
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }
        });
        String identity = "m1";
        boolean down;
        boolean computes;

        void answers(String... texts) {
            for (String text : texts) {
                script.add(() -> Reply.Answered.of(text, new Usage(2, 1)));
            }
        }

        void fails(int times) {
            for (int i = 0; i < times; i++) {
                script.add(() -> {
                    throw new DidactException.Transient("no route", Optional.empty());
                });
            }
        }

        @Override
        public String name() {
            return "student";
        }

        @Override
        public String identity() {
            return identity;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.FREE);
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo("f", computes, 1, "CC0-1.0", Provenance.Served.LOCAL);
        }

        @Override
        public Provenance.WrittenBy writtenBy() {
            throw new AssertionError("nobody asks who wrote it");
        }

        @Override
        public Reply answer(ModelCall call, Asking asking) throws DidactException {
            asked.add(call);
            if (down) {
                throw new DidactException.Transient("no route", Optional.empty());
            }
            return script.remove().act();
        }

        @Override
        public void close() {}
    }

    private Reply ask(String task, Request request) throws InterruptedException {
        return calls.answer(named(task), 0, model, request).reply();
    }

    private static TaskIdentity named(String task) {
        return new TaskIdentity(task, task.hashCode(), "answer");
    }

    private static Fault.Kind fault(Reply reply) {
        return ((Reply.Failed) reply).fault().kind();
    }

    @Test
    void aKeptAnswerIsNotAskedForAgain() throws InterruptedException {
        model.answers("3");

        assertThat(ask("t", FREE)).isEqualTo(ask("t", FREE));

        assertThat(model.asked).hasSize(1);
        assertThat(calls.spending().usage()).isEqualTo(new Usage(4, 2));
    }

    @Test
    void nothingIsAskedBeforeItsNoteIsDurable() throws InterruptedException {
        List<Integer> durableWhenAsked = new ArrayList<>();
        model.script.add(() -> {
            durableWhenAsked.add(durable.size());
            return Reply.Answered.of("3", new Usage(2, 1));
        });

        ask("t", FREE);

        assertThat(durableWhenAsked).containsExactly(1);
        assertThat(durable).containsExactlyElementsOf(kept.keySet());
    }

    @Test
    void aModelThatComputesHereIsAskedWithoutANote() throws InterruptedException {
        model.computes = true;
        model.answers("3");

        ask("t", FREE);

        assertThat(durable).isEmpty();
    }

    @Test
    void tasksAndPlacesAreAskedWithTheirOwnRandomSeeds() throws InterruptedException {
        model.answers("3", "3", "3");

        ask("t", FREE);
        ask("u", FREE);
        calls.answer(named("t"), 1, model, FREE);

        assertThat(model.asked.stream().map(ModelCall::randomSeed).distinct()).hasSize(3);
    }

    @Test
    void whatIsDrawnComesFromTheRandomSeedAndNotFromWhatTheTaskDependsOn() throws InterruptedException {
        model.answers("3", "3");

        calls.answer(new TaskIdentity("one build of the plugin", 7, "answer"), 0, model, FREE);
        calls.answer(new TaskIdentity("another build", 7, "answer"), 0, model, FREE);

        assertThat(model.asked.stream().map(ModelCall::randomSeed).distinct()).hasSize(1);
    }

    @Test
    void aTransportRetryWaitsAsLongAsTheOtherSideAsksAndChangesNothingOfTheCall() throws InterruptedException {
        model.script.add(() -> {
            throw new DidactException.Transient("too many", Optional.of(Duration.ofSeconds(7)));
        });
        model.fails(1);
        model.answers("3");

        assertThat(ask("t", FREE)).isEqualTo(Reply.Answered.of("3", new Usage(2, 1)));

        assertThat(pauses).containsExactly("1 PT7S", "2 -");
        assertThat(model.asked).hasSize(3).containsOnly(model.asked.getFirst());
        assertThat(kept).hasSize(1);
    }

    private void failsWhileAnotherIsAnswered(int times) {
        for (int i = 0; i < times; i++) {
            model.script.add(() -> {
                model.endpoint.visit().answered();
                throw new DidactException.Transient("no route", Optional.empty());
            });
        }
    }

    @Test
    void aCallThatFailsSixTimesWhileAnotherIsAnsweredIsAFailureAndIsKeptAsOne() throws InterruptedException {
        failsWhileAnotherIsAnswered(6);

        assertThat(fault(ask("t", FREE))).isEqualTo(Fault.Kind.TRANSPORT);
        assertThat(fault(ask("t", FREE))).isEqualTo(Fault.Kind.TRANSPORT);

        assertThat(model.asked).hasSize(6);
        assertThat(pauses).hasSize(5);
        assertThat(model.outages).isEmpty();
    }

    /// The model goes away while earlier calls are still answered, and comes back at the call's sixth failure.
    @Test
    void aCallIsNotGivenUpWhereOthersWereAnsweredAroundSomeOfItsFailuresAlone() throws InterruptedException {
        failsWhileAnotherIsAnswered(2);
        model.fails(3);
        failsWhileAnotherIsAnswered(2);
        model.answers("3");

        assertThat(ask("t", FREE)).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void aCallIsTriedUntilTheModelIsBackAndNoFailureIsKept() throws InterruptedException {
        model.answers("3");
        ask("s", FREE);
        model.fails(19);
        model.answers("3");

        assertThat(ask("t", FREE)).isInstanceOf(Reply.Answered.class);

        assertThat(Duration.ofNanos(time)).isEqualTo(Duration.ofSeconds(19 * 30));
        assertThat(kept.values()).extracting(CallRecord::reply).hasOnlyElementsOfType(Reply.Answered.class);
        assertThat(model.outages).containsExactly("student down: no route, 27 minutes left", "student up");
    }

    @Test
    void theOnlyCallThatFailsIsGivenUpAfterTenMinutes() throws InterruptedException {
        model.answers("3");
        ask("s", FREE);
        model.down = true;

        assertThat(fault(ask("t", FREE))).isEqualTo(Fault.Kind.TRANSPORT);

        assertThat(Duration.ofNanos(time)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void severalCallsThatFailAreWaitedForAsLongAsTheRecipeSaysAndThenNothingIsSentAnyMore()
            throws InterruptedException {
        model.answers("3");
        ask("s", FREE);
        model.down = true;
        ask("t", FREE);

        assertThatThrownBy(() -> ask("u", FREE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().code()).isEqualTo("E401"))
                .hasMessageContaining("model 'student' cannot be used: no route, and has not answered for 30 minutes");
        assertThat(Duration.ofNanos(time)).isEqualTo(PATIENCE);
        int asked = model.asked.size();
        assertThatThrownBy(() -> ask("v", FREE)).hasMessageContaining("has not answered for 30 minutes");
        assertThat(model.asked).hasSize(asked);
        assertThat(kept).hasSize(2);
    }

    @Test
    void aModelThatNeverAnsweredIsWaitedForAMinute() {
        model.down = true;

        assertThatThrownBy(() -> ask("t", FREE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().category()).isEqualTo(Category.ENVIRONMENT))
                .hasMessageContaining("no route");
        assertThat(kept).isEmpty();
    }

    @Test
    void aTryHasItsSlotUntilItsAnswerIsKeptAndNoneWhileTheCallWaits() throws InterruptedException {
        model.fails(1);
        model.answers("3");

        ask("t", FREE);

        assertThat(underWay).containsExactly(0, 1);
        assertThat(model.endpoint.underWay()).isZero();
    }

    @Test
    void aModelThatAsksToBeLeftAloneForLongerThanIsWaitedForPausesTheRunAtOnce() throws InterruptedException {
        model.answers("3");
        ask("s", FREE);
        model.script.add(() -> {
            throw new DidactException.Transient("too many", Optional.of(Duration.ofMinutes(20)));
        });
        model.script.add(() -> {
            throw new DidactException.Transient("too many", Optional.of(Duration.ofMinutes(11)));
        });

        assertThatThrownBy(() -> ask("t", FREE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too many, and asks to be left alone for 11 minutes");
        assertThat(pauses).containsExactly("1 PT20M");
        assertThat(kept).hasSize(1);
    }

    @Test
    void aWaitBeyondWhatACallMayTakeIsItsOwnFailureWhereOthersAreAnswered() throws InterruptedException {
        model.script.add(() -> {
            model.endpoint.visit().answered();
            throw new DidactException.Transient("too many", Optional.of(Duration.ofMinutes(11)));
        });

        assertThat(ask("t", FREE))
                .isEqualTo(Reply.Failed.of(
                        Fault.Kind.TRANSPORT,
                        "too many, and asks to be left alone for 660 s, while a call may take 10 minutes with all its"
                                + " tries"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void aCallWhoseTriesTakeTooLongIsAFailureWhereOthersAreAnswered() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            model.script.add(() -> {
                model.endpoint.visit().answered();
                time += Duration.ofMinutes(4).toNanos();
                throw new DidactException.Transient("no answer in time", Optional.empty());
            });
        }

        assertThat(fault(ask("t", FREE))).isEqualTo(Fault.Kind.TRANSPORT);

        assertThat(pauses).hasSize(2);
    }

    @Test
    void aModelThatCannotBeUsedEndsTheRunAtOnce() {
        model.script.add(() -> {
            throw new DidactException.Unavailable("wrong key");
        });

        assertThatThrownBy(() -> ask("t", FREE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("wrong key");
        assertThat(kept).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aModelWhosePluginIsOutOfUseEndsTheRunAndLeavesNothingThatIsNotAskedAgain() {
        model.script.add(() -> {
            throw PluginFaults.quarantined("p@1", "it did not come back 3 times");
        });

        assertThatThrownBy(() -> ask("t", FREE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().category()).isEqualTo(Category.ENVIRONMENT))
                .hasMessageContaining("model 'student' cannot be used: plugin p@1 was taken out of use");
        assertThat(kept).isEmpty();
    }

    @Test
    void whatCannotSucceedIsAFailureOfTheCallAlone() throws InterruptedException {
        model.script.add(() -> {
            throw new DidactException.Permanent("context too long");
        });
        model.script.add(() -> {
            throw PluginFaults.threw("p@1", new IllegalStateException("bug"));
        });

        assertThat(fault(ask("t", FREE))).isEqualTo(Fault.Kind.BAD_REQUEST);
        assertThat(fault(ask("u", FREE))).isEqualTo(Fault.Kind.PLUGIN_THREW);
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void anAnswerOfAnotherShapeIsAskedForOnceMoreWithOtherRandomness() throws InterruptedException {
        model.answers("three", "{\"sum\": 3}");

        Reply reply = ask("t", SHAPED);

        assertThat(((Reply.Answered) reply).inShape().number("sum")).isEqualTo(3);
        assertThat(model.asked.stream().map(ModelCall::randomSeed).distinct()).hasSize(2);
        assertThat(kept).hasSize(2);
        assertThat(ask("t", SHAPED)).isEqualTo(reply);
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void twoAnswersOfAnotherShapeAreAFailure() throws InterruptedException {
        model.answers("three", "drei");

        assertThat(fault(ask("t", SHAPED))).isEqualTo(Fault.Kind.UNPARSEABLE);
    }

    @Test
    void aRefusalIsNoShape() throws InterruptedException {
        model.script.add(() -> new Reply.Answered("{\"sum\": 3}", Optional.empty(), Reply.Finish.REFUSED, Usage.NONE));

        assertThat(fault(ask("t", SHAPED))).isEqualTo(Fault.Kind.REFUSED);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void askingSomethingElseWhereAnAnswerIsKeptIsImpure() throws InterruptedException {
        model.answers("3");
        ask("t", FREE);

        assertThatThrownBy(() -> ask("t", Request.of("2+2", Settings.DEFAULT)))
                .isInstanceOf(Calls.ImpureStep.class)
                .hasMessageContaining("student");
        model.identity = "m2";
        assertThatThrownBy(() -> ask("t", FREE)).isInstanceOf(Calls.ImpureStep.class);
    }

    @Test
    void aGreedyRequestHasTemperatureZeroAndNothingElseChanged() {
        assertThat(Calls.greedy(SHAPED))
                .isEqualTo(new Request(
                        SHAPED.seat(), SHAPED.messages(), SHAPED.shape(), Settings.DEFAULT.withTemperature(0)));
    }
}
