package dev.didact.shell.report;

import dev.didact.engine.Alarm;
import dev.didact.engine.RunEvent.RoundFinished;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An alarm, told once for all arms and rounds in which it was raised in the same words.
///
/// @param alarm its name
/// @param where the arms and rounds, as `vote in rounds 3 to 8 (last 0.140)`
/// @param message what it means and what to do
record Warning(String alarm, String where, String message) {
    private record Kind(String alarm, String message) {}

    private record Raised(int round, Alarm alarm) {}

    static List<Warning> of(List<Arm> arms) {
        var where = new LinkedHashMap<Kind, List<String>>();
        for (Arm arm : arms) {
            byName(arm).values().forEach(raised -> {
                Alarm last = raised.getLast().alarm();
                where.computeIfAbsent(new Kind(last.alarm(), last.message()), _ -> new ArrayList<>())
                        .add(arm.name() + " in "
                                + rounds(raised.stream().map(Raised::round).toList()) + " (last "
                                + String.format(Locale.ROOT, "%.3f", last.value()) + ")");
            });
        }
        return where.entrySet().stream()
                .map(entry -> new Warning(
                        entry.getKey().alarm(),
                        String.join("; ", entry.getValue()),
                        entry.getKey().message()))
                .toList();
    }

    private static LinkedHashMap<String, List<Raised>> byName(Arm arm) {
        var byName = new LinkedHashMap<String, List<Raised>>();
        for (RoundFinished round : arm.rounds()) {
            for (Alarm alarm : round.health()) {
                byName.computeIfAbsent(alarm.alarm(), _ -> new ArrayList<>()).add(new Raised(round.round(), alarm));
            }
        }
        return byName;
    }

    /// `round 3`, `rounds 3 to 8`, `rounds 3, 5`.
    static String rounds(List<Integer> rounds) {
        if (rounds.size() == 1) {
            return "round " + rounds.getFirst();
        }
        boolean unbroken = rounds.getLast() - rounds.getFirst() == rounds.size() - 1;
        return unbroken
                ? "rounds " + rounds.getFirst() + " to " + rounds.getLast()
                : "rounds " + rounds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
