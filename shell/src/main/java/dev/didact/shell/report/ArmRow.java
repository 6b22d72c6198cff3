package dev.didact.shell.report;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent.Finished;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.Spending;

/// One arm in a line.
///
/// @param name its name
/// @param paint its colour
/// @param run number of the run
/// @param status how it ended
/// @param rounds rounds of learning
/// @param generated samples made
/// @param accepted of these, accepted
/// @param base held-out score at the base
/// @param end held-out score of the kept student
/// @param interval its 95 % interval
/// @param tokens tokens read and written
/// @param cost price of the calls
/// @param seconds time of the run
record ArmRow(
        String name,
        String paint,
        int run,
        String status,
        long rounds,
        String generated,
        String accepted,
        String base,
        String end,
        String interval,
        String tokens,
        String cost,
        String seconds) {
    static ArmRow of(Arm arm) {
        Spending spending = arm.finished()
                .map(Finished::spending)
                .orElseGet(
                        () -> arm.rounds().stream().map(RoundFinished::spending).reduce(Spending.NONE, Spending::plus));
        return new ArmRow(
                arm.name(),
                arm.paint(),
                arm.summary().run(),
                arm.finished()
                        .map(end -> end.status().word() + " (" + end.reason() + ")")
                        .orElse(arm.summary().status()),
                arm.learned(),
                Figures.count(arm.generated()),
                Figures.count(arm.accepted()),
                arm.base().map(Measured::score).map(Figures::percent).orElse(Figures.NONE),
                arm.end().map(Measured::score).map(Figures::percent).orElse(Figures.NONE),
                arm.end().map(Figures::interval).orElse(Figures.NONE),
                Figures.count(spending.usage().in() + spending.usage().out()),
                Figures.dollars(spending.cost()),
                Figures.seconds(arm.seconds()));
    }
}
