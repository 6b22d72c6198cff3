package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Chooses among the samples of groups. The best is the one with the highest total, the earlier of equals.
final class Selection {
    private final String step;
    private final Recipe.Select select;
    private final Route route;

    /// @param step id of the step that chooses
    Selection(String step, Recipe.Select select, Route route) {
        this.step = step;
        this.select = select;
        this.route = route;
    }

    /// All samples, those that were accepted and are not chosen with the step as the reason.
    List<Passing> chosen(List<Passing> samples) {
        Set<String> chosen = new HashSet<>();
        for (List<Passing> group : groups(samples)) {
            List<Passing> accepted = best(group, Optional.empty()).toList();
            if (isWithin(group)) {
                accepted.stream()
                        .limit(select.atMost().orElse(accepted.size()))
                        .forEach(sample -> chosen.add(sample.id()));
            }
        }
        return samples.stream()
                .map(sample -> sample.accepted() && !chosen.contains(sample.id())
                        ? sample.with(new Verdict.Rejected(step))
                        : sample)
                .toList();
    }

    /// Pairs within each group: the best accepted sample with the worst, the second best with the second worst, and so
    /// on while the better one is better by the margin.
    List<Worked.Pair> pairs(Recipe.Pairs rule, List<Passing> samples) {
        List<Worked.Pair> pairs = new ArrayList<>();
        for (List<Passing> group : groups(samples)) {
            List<Passing> best = best(group, rule.bestFrom())
                    .filter(sample -> sample.grade().total().isPresent())
                    .toList();
            List<Passing> worst = from(group, rule.worstFrom())
                    .filter(sample -> sample.grade().total().isPresent())
                    .sorted(Comparator.comparingDouble(Selection::total))
                    .toList();
            int most = isWithin(group) ? select.atMost().orElse(Integer.MAX_VALUE) : 0;
            Set<String> paired = new HashSet<>();
            for (int i = 0; i < Math.min(most, Math.min(best.size(), worst.size())); i++) {
                Passing better = best.get(i);
                Passing worse = worst.get(i);
                double distance = total(better) - total(worse);
                if (distance <= 0 || distance < rule.margin() || !paired.add(better.id()) || !paired.add(worse.id())) {
                    break;
                }
                pairs.add(new Worked.Pair(step, better.id(), worse.id()));
            }
        }
        return pairs;
    }

    private boolean isWithin(List<Passing> group) {
        double share = (double) group.stream().filter(Passing::accepted).count() / group.size();
        return select.passRate()
                .filter(rate -> share < rate.low() || share > rate.high())
                .isEmpty();
    }

    private static Stream<Passing> best(List<Passing> group, Optional<String> made) {
        return from(group, made)
                .filter(Passing::accepted)
                .sorted(Comparator.comparingDouble(Selection::total).reversed());
    }

    private static Stream<Passing> from(List<Passing> group, Optional<String> made) {
        return group.stream().filter(sample -> made.isEmpty() || made.get().equals(sample.step()));
    }

    private static double total(Passing sample) {
        return sample.grade().total().orElse(0);
    }

    private List<List<Passing>> groups(List<Passing> samples) {
        Map<String, List<Passing>> groups = new LinkedHashMap<>();
        samples.forEach(sample ->
                groups.computeIfAbsent(group(sample), _ -> new ArrayList<>()).add(sample));
        return List.copyOf(groups.values());
    }

    private String group(Passing sample) {
        String per = select.per().orElse("");
        if (per.isEmpty()) {
            return sample.from().item().id();
        }
        Optional<Passing> ancestor = Optional.of(sample);
        Given first = sample.from();
        while (ancestor.isPresent()) {
            if (route.makers(per).contains(ancestor.get().step())) {
                return ancestor.get().id();
            }
            first = ancestor.get().from();
            ancestor = first.parent();
        }
        return first.item().id();
    }
}
