package dev.didact.student;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Some texts laid side by side, one column for each of their places, without padding.
///
/// A text occupies a *lane*; its place in the text is the *step*. The columns whose next symbol belongs to an answer
/// come first, because only they carry a loss: what the last layer computes after its attention is computed for them
/// alone. Texts are sorted by length, so that the lanes of a step form few runs of neighbouring columns.
final class Columns {

    /// Neighbouring lanes of one step that have neighbouring columns.
    record Run(int step, int lane, int column, int length) {}

    final int lanes;
    final int steps;
    /// The first step at which any lane has an answer column.
    final int firstAnswerStep;
    final int count;
    final int answers;
    /// In the order of steps, then lanes.
    final List<Run> runs;

    /// For each column the symbol at its place, and the one before.
    final int[] symbol;

    final int[] previous;
    /// For each answer column the symbol that follows.
    final int[] target;

    Columns(List<Text> texts) {
        List<Text> sorted = new ArrayList<>(texts);
        sorted.sort(Comparator.comparingInt((Text text) -> -text.symbols().length));
        lanes = sorted.size();
        steps = sorted.getFirst().symbols().length;
        int all = 0;
        int learned = 0;
        int first = steps;
        for (Text text : sorted) {
            all += text.symbols().length;
            learned += text.symbols().length - text.prompt() + 1;
            first = Math.min(first, text.prompt() - 1);
        }
        count = all;
        answers = learned;
        firstAnswerStep = first;
        symbol = new int[count];
        previous = new int[count];
        target = new int[answers];
        List<Run> found = new ArrayList<>();
        int nextAnswer = 0;
        int nextPrompt = answers;
        for (int step = 0; step < steps; step++) {
            int lane = 0;
            while (lane < lanes && step < sorted.get(lane).symbols().length) {
                boolean answer = step >= sorted.get(lane).prompt() - 1;
                int start = lane;
                int column = answer ? nextAnswer : nextPrompt;
                while (lane < lanes
                        && step < sorted.get(lane).symbols().length
                        && answer == (step >= sorted.get(lane).prompt() - 1)) {
                    byte[] symbols = sorted.get(lane).symbols();
                    int here = column + lane - start;
                    symbol[here] = symbols[step];
                    previous[here] = step == 0 ? Symbols.EDGE : symbols[step - 1];
                    if (answer) {
                        target[here] = step + 1 < symbols.length ? symbols[step + 1] : Symbols.EDGE;
                    }
                    lane++;
                }
                found.add(new Run(step, start, column, lane - start));
                if (answer) {
                    nextAnswer += lane - start;
                } else {
                    nextPrompt += lane - start;
                }
            }
        }
        runs = List.copyOf(found);
    }
}
