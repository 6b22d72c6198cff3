package dev.didact.engine.internal.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.internal.price.Purse.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PurseTest {
    private static final Map<String, Price> TEN =
            Map.of("writer", new Price(Money.NOTHING, Money.NOTHING, Money.NOTHING, usd(10)));

    private final List<String> paid = new CopyOnWriteArrayList<>();

    private static Money usd(long dollars) {
        return Money.ofUsd(BigDecimal.valueOf(dollars));
    }

    private static void settle(Part part, Optional<Money> cost) {
        part.settle("writer", Reply.Answered.of("x", new Usage(1, 1)), cost);
    }

    /// A thread that waits for its part, and gives it back for nothing when it has it.
    private static Thread waiting(String name, Purse purse, List<String> paid) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                Part part = purse.setAside(TEN, 1, 0);
                paid.add(name);
                settle(part, Optional.of(Money.NOTHING));
            } catch (Purse.Empty e) {
                paid.add(name + " unpaid");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void whatACallLeavesOverPaysTheOneThatWaits() throws InterruptedException {
        var purse = new Purse(usd(10), Money.NOTHING);
        Part all = purse.setAside(TEN, 1, 0);
        Thread second = waiting("second", purse, paid);

        settle(all, Optional.of(Money.NOTHING));
        second.join();

        assertThat(paid).containsExactly("second");
    }

    @Test
    void allThatWaitHearThatThereIsNoMore() throws InterruptedException {
        var purse = new Purse(usd(10), Money.NOTHING);
        Part all = purse.setAside(TEN, 1, 0);
        List<Thread> threads = List.of(waiting("a", purse, paid), waiting("b", purse, paid), waiting("c", purse, paid));

        settle(all, Optional.of(usd(1)));
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(paid).containsExactlyInAnyOrder("a unpaid", "b unpaid", "c unpaid");
    }

    @Test
    void afterAnAnswerOfUnknownCostNothingIsPaid() throws InterruptedException {
        var purse = new Purse(usd(100), Money.NOTHING);
        settle(purse.setAside(TEN, 1, 0), Optional.empty());

        assertThatThrownBy(() -> purse.setAside(TEN, 1, 0)).isInstanceOf(Purse.Empty.class);
    }

    @Test
    void theDearestOfThoseThatMayAnswerIsSetAside() throws InterruptedException {
        Map<String, Price> either = Map.of(
                "writer", new Price(usd(1), usd(1), usd(1), Money.NOTHING),
                "backup", new Price(usd(1), usd(3), usd(1), Money.NOTHING));

        Part part = new Purse(usd(100), Money.NOTHING).setAside(either, 4, 2);

        assertThat(part.most()).isEqualTo(usd(4 + 2 * 3));
    }

    @Test
    void whatACallMayCostMustFitBesideWhatOthersMayCost() throws InterruptedException {
        var purse = new Purse(usd(25), usd(5));
        purse.setAside(TEN, 1, 0);
        Part second = purse.setAside(TEN, 1, 0);
        second.close();
        purse.setAside(TEN, 1, 0);
        Thread third = waiting("third", purse, paid);

        third.interrupt();
        third.join();
        assertThat(paid).isEmpty();
    }
}
