package dev.didact.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final Measured HALF = new Measured("facts", "accepted", 0.5, 0.2, 0.8, 10, 0, 0, List.of());
    private static final Measured UNDECIDED = new Measured("facts", "accepted", Double.NaN, 0, 1, 0, 0, 10, List.of());

    private static RunEvent.Finished ended(Measured last) {
        return new RunEvent.Finished(
                3,
                RunEvent.Status.COMPLETED,
                "rounds",
                "",
                0,
                List.of(new RunEvent.FirstAndLast("facts", HALF, last)),
                Spending.NONE,
                Optional.empty(),
                0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heldOut>=0", "heldOut<=1", "facts<0.9", "facts>0"})
    void noGateIsMetByAMeasureOfWhichNothingCouldBeDecided(String text) {
        Gate gate = Gate.parse(text);

        assertThat(gate.passes(ended(HALF))).isTrue();
        assertThat(gate.passes(ended(UNDECIDED))).isFalse();
        assertThat(gate.found(ended(UNDECIDED)))
                .isEqualTo(gate.name() + " is undetermined: none of its 10 items could be decided");
    }

    @Test
    void whatCouldNotBeDecidedHasNoScoreInTheEvents() {
        assertThat(EventJson.measured(UNDECIDED)).doesNotContainKey("score").containsEntry("ungraded", 10);
        assertThat(EventJson.of(ended(UNDECIDED)).orElseThrow().get("heldOut")).hasToString("{first=0.5}");
    }
}
