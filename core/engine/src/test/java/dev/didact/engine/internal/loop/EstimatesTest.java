package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Checked;
import dev.didact.engine.Estimate;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.Spending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said before a run of what it will take, and what is said of answers whose tokens nobody counted.
class EstimatesTest extends PricedTest {
    private Estimate checked(String recipe, String... settings) throws InterruptedException {
        return bed.workspace.check(bed.text(recipe, settings)).estimate();
    }

    private Estimate previewed(int items, String recipe, String... settings) throws InterruptedException {
        var text = bed.text(recipe, settings);
        return bed.workspace
                .check(text, bed.workspace.preview(text, items).items())
                .estimate();
    }

    @Test
    void whereNothingWasSeenTheEstimateSaysThatItIsAGuess() throws InterruptedException {
        Estimate guess = checked(PRICED, "sources.0.with.count=20");

        assertThat(guess.basis()).isEqualTo("a guess from the length of the items");
        assertThat(guess.tokens().orElseThrow()).isGreaterThan(20 * 250);
        assertThat(guess.cost().orElseThrow()).isGreaterThan(usd("0.5"));
        assertThat(bed.world.asked).isEmpty();
    }

    @Test
    void previewedItemsTellWhatTheRunWillTake() throws InterruptedException {
        Estimate estimate = previewed(5, PRICED, "sources.0.with.count=20");

        assertThat(estimate.basis()).isEqualTo("the 5 items of the preview");
        assertThat(estimate.tokens()).hasValue(20 * 11);
        assertThat(estimate.cost()).contains(usd("0.006"));
    }

    @Test
    void anEarlierRunOfTheRecipeTellsWhatTheNextOneWillTake() throws InterruptedException {
        bed.run(PRICED, "sources.0.with.count=7");

        Estimate estimate = checked(PRICED, "sources.0.with.count=14");

        assertThat(estimate.basis()).isEqualTo("run 1");
        assertThat(estimate.tokens()).hasValue(14 * 11);
        assertThat(estimate.cost()).contains(usd("0.0042"));
        assertThat(checked(PRICED.replace("name: pass", "name: other")).basis()).startsWith("a guess");
    }

    @Test
    void answersOfOtherRunsAreTakenToBePaidTheNextTime() throws InterruptedException {
        bed.run(PRICED, "sources.0.with.count=7");
        bed.run(PRICED, "sources.0.with.count=7");
        assertThat(checked(PRICED, "sources.0.with.count=7").basis()).isEqualTo("run 1");
        Spending half = bed.run(PRICED, "sources.0.with.count=14").spending();
        assertThat(half.reused()).isEqualTo(7);
        assertThat(half.cost()).contains(usd("0.0021"));

        Estimate estimate = checked(PRICED, "sources.0.with.count=14");

        assertThat(estimate.basis()).isEqualTo("run 3");
        assertThat(estimate.cost()).contains(usd("0.0042"));
    }

    @Test
    void whatIsReusedCostsNothingAndIsToldByModel() throws InterruptedException {
        bed.run(PRICED, "sources.0.with.count=7");

        Spending spent = bed.run(PRICED, "sources.0.with.count=7").spending();

        assertThat(spent.models()).containsOnlyKeys("judge");
        assertThat(spent.models().get("judge"))
                .isEqualTo(new Spending.Share(0, 0, 0, 0, Usage.NONE, Optional.of(Money.NOTHING), 7));
        assertThat(bed.workspace.replay(2).difference()).isEmpty();
    }

    @Test
    void theEstimateGoesNoFurtherThanTheBudget() throws InterruptedException {
        bed.run(PRICED, "sources.0.with.count=7");

        Estimate estimate = checked(PRICED, "sources.0.with.count=70", "until.budget=[0.0042USD, 1Mtok, 2h]");

        assertThat(estimate.cost()).contains(usd("0.0042"));
        assertThat(estimate.tokens()).hasValue(14 * 11);
        assertThat(estimate.basis()).isEqualTo("run 1, as far as the budget goes");
    }

    @Test
    void asManyItemsAreExpectedAsTheAcceptedSamplesNeed() throws InterruptedException {
        RunEvent.Finished half = bed.run(PRICED, "sources.0.with.count=60");
        double each = half.accepted() / 60.0;

        Estimate estimate = checked(PRICED, "sources.0.with.count=60", "until={accepted: 300}");

        assertThat((double) estimate.tokens().orElseThrow()).isCloseTo(300 / each * 11, within(1.0));
    }

    @Test
    void withoutAPriceTheCostIsUnknownAndTheModelIsNamed() throws InterruptedException {
        Checked checked = bed.workspace.check(bed.text(UNPRICED));

        assertThat(checked.estimate().cost()).isEmpty();
        assertThat(checked.warnings()).anyMatch(warning -> warning.startsWith("no price is given of judge"));
        assertThat(checked(Bed.PASS).cost()).contains(Money.NOTHING);
    }

    @Test
    void atItsEndARunIsHeldAgainstWhatWasExpectedOfIt() throws InterruptedException {
        String count = "sources.0.with.count=20";
        Estimate estimate = previewed(5, PRICED, count);

        RunEvent.Finished end = bed.run(PRICED, count);

        assertThat(end.estimated()).contains(estimate);
        assertThat(end.spending().cost()).isEqualTo(estimate.cost());
        assertThat(bed.run(PRICED, "sources.0.with.count=21").estimated()).isEmpty();
    }

    @Test
    void whatWasExpectedWhenARunBeganIsToldHoweverLateItEnds() throws InterruptedException, IOException {
        String count = "sources.0.with.count=7";
        Estimate estimate = checked(PRICED, count);
        var reached = new CountDownLatch(1);
        bed.world.onCall = _ -> {
            reached.countDown();
            new CountDownLatch(1).await();
            return Optional.empty();
        };
        var run = bed.start(PRICED, count);
        reached.await();
        run.stop();
        assertThat(run.await().estimated()).contains(estimate);
        bed.world.onCall = _ -> Optional.empty();
        try (Stream<Path> noted = Files.list(folder.resolve("estimates"))) {
            for (Path each : noted.toList()) {
                Files.writeString(each, "{");
            }
        }

        assertThat(bed.resume(1).estimated()).contains(estimate);
        assertThat(bed.run(PRICED, count).estimated()).isEmpty();
    }

    /// From the nth call on the endpoint tells no tokens.
    private void tellTokensBefore(int nth) {
        var calls = new AtomicInteger();
        bed.world.onCall = _ ->
                calls.incrementAndGet() >= nth ? Optional.of(Reply.Answered.of("3", Usage.NONE)) : Optional.empty();
    }

    @Test
    void theCostOfAnswersWhoseTokensNobodyCountedIsUnknown() throws InterruptedException {
        tellTokensBefore(4);

        Spending spent =
                bed.run(PRICED, "sources.0.with.count=7", "flow.in-flight=1").spending();

        assertThat(spent.untold()).isEqualTo(4);
        assertThat(spent.usage()).isEqualTo(new Usage(30, 3));
        assertThat(spent.cost()).isEmpty();
        assertThat(spent.uncosted()).containsExactly("judge");
    }

    @Test
    void aPriceForEachRequestNeedsNoCountOfTokens() throws InterruptedException {
        tellTokensBefore(1);

        Spending spent = bed.run(
                        UNPRICED, "models.judge.price={input: 0, output: 0, request: 0.25}", "sources.0.with.count=4")
                .spending();

        assertThat(spent.cost()).contains(usd("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1USD", "1Mtok"})
    void aBudgetThatNobodyCanCountEndsTheRun(String budget) throws InterruptedException {
        tellTokensBefore(10);

        RunEvent.Finished end =
                bed.run(PRICED, "sources.0.with.count=500", "until.budget=" + budget, "flow.in-flight=4");

        assertThat(end.status()).isEqualTo(Status.STOPPED);
        assertThat(end.reason()).isEqualTo("uncounted");
        assertThat(end.advice()).contains("judge did not say how many tokens an answer has");
        assertThat(bed.samples(1)).isNotEmpty();
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void whereNobodyKnowsWhatIsLeftOfTheMoneyNoFurtherCallIsMade() throws InterruptedException {
        tellTokensBefore(10);

        bed.run(PRICED, "sources.0.with.count=500", "until.budget=100USD", "flow.in-flight=4");

        assertThat(bed.world.asked).hasSizeBetween(10, 9 + 4);
    }

    @Test
    void aBudgetOfTimeNeedsNoCountOfTokens() throws InterruptedException {
        tellTokensBefore(1);

        assertThat(bed.run(PRICED, "sources.0.with.count=5", "until={budget: 9h, rounds: 1}")
                        .status())
                .isEqualTo(Status.COMPLETED);
        assertThat(List.copyOf(bed.world.asked)).hasSize(5);
    }
}
