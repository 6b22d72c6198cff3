package dev.didact.shell.report;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent.RoundFinished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// A drawn learning curve: the held-out score of each arm over the rounds, with the band of its 95 % interval and its
/// name beside its end. All coordinates are ready to be written.
///
/// @param frame the drawing's measures
/// @param title what it shows
/// @param measured what the upright scale measures
/// @param description the same in words, for who cannot see it
/// @param rounds marks of the scale of rounds
/// @param scores marks of the scale of scores
/// @param lines the arms, the first one last, so that it lies on top
record Curve(
        Frame frame,
        String title,
        String measured,
        String description,
        List<Mark> rounds,
        List<Mark> scores,
        List<Line> lines) {
    private static final int MOST_ROUND_MARKS = 9;

    /// Up to so many rounds each has its point; of longer runs only those with something to say.
    private static final int MOST_DOTS = 20;

    /// A mark of a scale.
    ///
    /// @param at its coordinate along the scale
    /// @param text what stands there
    record Mark(String at, String text) {}

    /// One arm.
    ///
    /// @param paint name of its colour
    /// @param leading whether it is the arm that the report is about
    /// @param band outline of its interval
    /// @param path its curve
    /// @param dots its measured rounds
    /// @param label its name beside its end
    record Line(String paint, boolean leading, String band, String path, List<Dot> dots, Label label) {}

    /// One measured round.
    ///
    /// @param shape outline of the arm's sign around the point
    /// @param rolledBack whether the round was given up
    /// @param text what was measured
    record Dot(String shape, boolean rolledBack, String text) {}

    /// The name of an arm at its end.
    ///
    /// @param x where the text begins
    /// @param y base line of the text
    /// @param sign outline of the arm's sign before the name
    /// @param tie from the end of the curve to the name
    /// @param score the last score
    /// @param name the arm's name, cut where it is too long
    record Label(String x, String y, String sign, String tie, String score, String name) {}

    /// The curve of all arms that measured something; empty where none did.
    static Optional<Curve> of(List<Arm> arms, Frame frame) {
        List<Arm> drawn = arms.stream().filter(arm -> !measured(arm).isEmpty()).toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        int last = Math.max(
                1,
                drawn.stream()
                        .mapToInt(arm -> measured(arm).getLast().round())
                        .max()
                        .orElse(1));
        List<Double> labels = spread(
                drawn.stream()
                        .map(arm -> frame.y(score(measured(arm).getLast())))
                        .toList(),
                frame);
        var lines = new ArrayList<Line>();
        for (Arm arm : drawn) {
            lines.add(line(arm, labels.get(lines.size()), last, frame));
        }
        String metric = score(drawn.getFirst()).metric();
        return Optional.of(new Curve(
                frame,
                "Held-out score of each arm by round (share " + metric + ")",
                "held-out score: share " + metric,
                description(drawn),
                roundMarks(last, frame),
                List.of(0, 25, 50, 75, 100).stream()
                        .map(score -> new Mark(at(frame.y(score / 100.0)), score + "\u00a0%"))
                        .toList(),
                lines.reversed()));
    }

    private static Line line(Arm arm, double labelY, int last, Frame frame) {
        List<RoundFinished> rounds = measured(arm);
        var path = new StringBuilder();
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        var dots = new ArrayList<Dot>();
        for (RoundFinished round : rounds) {
            Measured found = round.heldOut().orElseThrow();
            double x = frame.x((double) round.round() / last);
            double y = frame.y(score(round));
            path.append(path.isEmpty() ? "M" : "L").append(point(x, y));
            upper.append(upper.isEmpty() ? "M" : "L").append(point(x, frame.y(inside(found.high()))));
            lower.insert(0, "L" + point(x, frame.y(inside(found.low()))));
            if (last > MOST_DOTS
                    && !round.rolledBack()
                    && round.round() > 0
                    && round.round() < rounds.getLast().round()) {
                continue;
            }
            dots.add(new Dot(
                    Sign.of(arm.place()).outline(x, y, arm.place() == 0 ? 4.5 : 3.5),
                    round.rolledBack(),
                    arm.name() + ", " + roundName(round) + ": " + Figures.percent(found.score()) + " ("
                            + Figures.interval(found) + ")" + (round.rolledBack() ? ", rolled back" : "")));
        }
        double endX = frame.x((double) rounds.getLast().round() / last);
        double endY = frame.y(score(rounds.getLast()));
        double signX = frame.plotRight() + frame.labelIndent();
        var label = new Label(
                at(signX + 10),
                at(labelY + 4.5),
                Sign.of(arm.place()).outline(signX, labelY, 4),
                "M" + point(endX + 7, endY) + "L" + point(Math.max(endX + 7, signX - 0.6 * frame.labelIndent()), endY)
                        + "L" + point(signX - 7, labelY),
                Figures.percent(score(rounds.getLast())),
                cut(arm.name(), frame.longest()));
        return new Line(
                arm.paint(),
                arm.place() == 0,
                upper.append(lower).append('Z').toString(),
                path.toString(),
                dots,
                label);
    }

    /// Heights for labels as near to the wanted ones as their gap allows, which is smaller where there are many: pushed
    /// down from above, then back up from the lower edge.
    static List<Double> spread(List<Double> wanted, Frame frame) {
        List<Integer> order = IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparingDouble(wanted::get))
                .toList();
        double gap =
                Math.min(frame.labelGap(), (frame.plotBottom() - frame.top()) / Math.max(1.0, wanted.size() - 1.0));
        var placed = new ArrayList<>(wanted);
        double least = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            placed.set(i, Math.max(placed.get(i), least));
            least = placed.get(i) + gap;
        }
        double most = frame.plotBottom();
        for (int i : order.reversed()) {
            placed.set(i, Math.min(placed.get(i), most));
            most = placed.get(i) - gap;
        }
        return placed;
    }

    private static List<Mark> roundMarks(int last, Frame frame) {
        int step = 1;
        for (int factor = 1; last / step > MOST_ROUND_MARKS; factor *= 10) {
            for (int nice : new int[] {1, 2, 5}) {
                step = nice * factor;
                if (last / step <= MOST_ROUND_MARKS) {
                    break;
                }
            }
        }
        var marks = new ArrayList<Mark>();
        for (int round = 0; round <= last; round += step) {
            marks.add(new Mark(at(frame.x((double) round / last)), round == 0 ? "base" : String.valueOf(round)));
        }
        return marks;
    }

    private static String description(List<Arm> arms) {
        var text = new StringBuilder();
        for (Arm arm : arms) {
            List<RoundFinished> rounds = measured(arm);
            text.append(text.isEmpty() ? "" : " ")
                    .append(arm.name())
                    .append(": from ")
                    .append(Figures.percent(score(rounds.getFirst())))
                    .append(" at ")
                    .append(roundName(rounds.getFirst()))
                    .append(" to ")
                    .append(Figures.percent(score(rounds.getLast())))
                    .append(" at ")
                    .append(roundName(rounds.getLast()))
                    .append('.');
        }
        return text.toString();
    }

    private static String roundName(RoundFinished round) {
        return round.round() == 0 ? "the base" : "round " + round.round();
    }

    private static List<RoundFinished> measured(Arm arm) {
        return arm.rounds().stream()
                .filter(round -> round.heldOut().isPresent())
                .toList();
    }

    private static Measured score(Arm arm) {
        return measured(arm).getFirst().heldOut().orElseThrow();
    }

    private static double score(RoundFinished round) {
        return inside(round.heldOut().orElseThrow().score());
    }

    private static double inside(double share) {
        return Double.isNaN(share) ? 0 : Math.clamp(share, 0.0, 1.0);
    }

    private static String cut(String name, int longest) {
        int points = name.codePointCount(0, name.length());
        return points <= longest ? name : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static String point(double x, double y) {
        return at(x) + " " + at(y);
    }

    /// A coordinate with one digit behind the point.
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
