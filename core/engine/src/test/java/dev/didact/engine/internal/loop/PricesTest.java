package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What runs cost, and how a budget of money ends them.
class PricesTest extends PricedTest {
    @Test
    void whatARunCostIsTheSumOfItsCalls() throws InterruptedException {
        RunEvent.Finished end = bed.run(PRICED, "sources.0.with.count=7");

        assertThat(end.spending().cost()).contains(usd("0.0021"));
        assertThat(bed.round(1, 1).spending().cost()).contains(usd("0.0021"));
        assertThat(bed.round(1, 1).steps().getFirst().spending().cost()).contains(usd("0.0021"));
        assertThat(bed.data(1, Kinds.CALL))
                .hasSize(7)
                .allMatch(call -> call.path("cost").path("picoUsd").longValue() == 300_000_000L);
    }

    @Test
    void tokensOutOfACacheCostWhatTheirPriceSays() throws InterruptedException {
        bed.world.onCall = _ -> Optional.of(Reply.Answered.of("3", new Usage(10, 1, 8)));

        RunEvent.Finished end = bed.run(
                PRICED,
                "sources.0.with.count=1",
                "models.judge.price={input: 20, output: 100, cached-input: 2, request: 1}");

        assertThat(end.spending().cost()).contains(usd("1.000156"));
        assertThat(end.spending().usage()).isEqualTo(new Usage(10, 1, 8));
    }

    @Test
    void aModelElsewhereWithoutAPriceLeavesTheCostUnknownAndIsNamed() throws InterruptedException {
        Spending spent = bed.run(UNPRICED).spending();

        assertThat(spent.cost()).isEmpty();
        assertThat(spent.uncosted()).containsExactly("judge");
        assertThat(spent.calls()).isPositive();
    }

    @Test
    void aModelElsewhereIsFreeWhereTheRecipeSaysSo() throws InterruptedException {
        assertThat(bed.run(UNPRICED, "models.judge.price=0").spending().cost()).contains(Money.NOTHING);
    }

    @Test
    void aCallWithoutAnAnswerIsCountedAndCostsNothing() throws InterruptedException {
        var calls = new AtomicInteger();
        bed.world.onCall = _ -> calls.getAndIncrement() == 0
                ? Optional.of(Reply.Failed.of(Fault.Kind.BAD_REQUEST, "no"))
                : Optional.empty();

        Spending spent =
                bed.run(PRICED, "sources.0.with.count=3", "flow.in-flight=1").spending();

        Spending.Share judge = Objects.requireNonNull(spent.models().get("judge"));
        assertThat(judge.calls()).isEqualTo(3);
        assertThat(judge.failed()).isEqualTo(1);
        assertThat(spent.cost()).contains(usd("0.0006"));
    }

    @Test
    void thePriceOfTheRunsBeginningHoldsHoweverLateItGoesOn() throws InterruptedException, IOException {
        table(20);
        bed.stopAtCall(4, TABLED, "sources.0.with.count=7", "flow.in-flight=1");
        table(5_000);

        assertThat(bed.resume(1).spending().cost()).contains(usd("0.0021"));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    private static final String TABLED =
            UNPRICED.replace("use: remote, with: { skill: 60 }", "use: remote, with: { skill: 60, model: adder }");

    private void table(int input) throws IOException {
        Files.writeString(
                folder.resolve("prices.yaml"),
                "didact: prices/1\nprices: [ { model: adder, input: " + input + ", output: 100 } ]\n");
    }

    /// An answer costs as much as before, but for less of it is set aside.
    private static final String CHEAP_ANSWERS =
            PRICED.replace("{ input: 20, output: 100 }", "{ input: 29.99, output: 0.1 }");

    @Test
    void aBudgetOfMoneyIsNeverPassed() throws InterruptedException {
        RunEvent.Finished end =
                bed.run(CHEAP_ANSWERS, "sources.0.with.count=500", "until.budget=0.05USD", "flow.in-flight=8");

        assertThat(end.status()).isEqualTo(Status.STOPPED);
        assertThat(end.reason()).isEqualTo("budget");
        assertThat(end.advice()).contains("0.05 USD");
        assertThat(end.spending().cost().orElseThrow()).isLessThanOrEqualTo(usd("0.05"));
        assertThat(bed.samples(1)).isNotEmpty();
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void whatEachThreadCountPaysForIsDecidedInTheOrderOfTheItems() throws InterruptedException {
        bed.run(CHEAP_ANSWERS, "sources.0.with.count=500", "until.budget=0.05USD", "flow.in-flight=64");
        bed.run(CHEAP_ANSWERS, "sources.0.with.count=500");

        List<String> some = texts(1);
        assertThat(some).hasSizeLessThan(500).isEqualTo(texts(2).subList(0, some.size()));
    }

    private List<String> texts(int run) {
        return bed.samples(run).stream().map(sample -> sample.sample().shown()).toList();
    }

    @Test
    void aRoundThatTheMoneyEndedIsGoneOnWithWhereItEnded() throws InterruptedException {
        bed.stopAtCall(40, CHEAP_ANSWERS, "sources.0.with.count=500", "until.budget=0.05USD", "flow.in-flight=8");

        RunEvent.Finished end = bed.resume(1);

        assertThat(end.reason()).isEqualTo("budget");
        assertThat(end.spending().cost().orElseThrow()).isLessThanOrEqualTo(usd("0.05"));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aBudgetThatPaysForNoCallEndsTheRunBeforeTheFirst() throws InterruptedException {
        RunEvent.Finished end = bed.run(PRICED, "until.budget=0.000001USD");

        assertThat(end.reason()).isEqualTo("budget");
        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.rounds(1)).extracting(RunEvent.RoundFinished::round).containsExactly(0);
    }

    @Test
    void ofSeveralBudgetsTheMoneyCanBeSpentFirst() throws InterruptedException {
        RunEvent.Finished end =
                bed.run(CHEAP_ANSWERS, "sources.0.with.count=500", "until={budget: [1Mtok, 0.05USD, 100h], rounds: 9}");

        assertThat(end.reason()).isEqualTo("budget");
        assertThat(end.advice()).contains("0.05 USD");
    }

    @Test
    void aBudgetOfMoneyIsRefusedWhereAModelHasNoPriceBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> bed.run(UNPRICED, "until.budget=2USD"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problems().getFirst().message())
                            .startsWith("model 'judge' has no price, so a budget in USD cannot be kept");
                    assertThat(refused.problems()
                                    .getFirst()
                                    .place()
                                    .orElseThrow()
                                    .line())
                            .isEqualTo(4);
                });
        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.workspace.runs()).isEmpty();
    }

    @Test
    void aBudgetOfMoneyNeedsNoPriceOfWhatComputesHere() throws InterruptedException {
        assertThat(bed.run(Bed.PASS, "until={budget: 2USD, rounds: 1}").status())
                .isEqualTo(Status.COMPLETED);
    }
}
