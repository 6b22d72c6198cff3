package dev.didact.engine.internal.verify;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import dev.didact.engine.Behaviour;
import dev.didact.engine.internal.plugin.Returned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is expected of a data source, by the first items of some draws.
///
/// @param <C> the configuration record
final class SourceChecks<C extends Record> implements KindChecks {
    private static final int MOST = 100;

    /// How many positions are gone on from.
    private static final int POSITIONS = 12;

    /// How many items that cannot be read in a row end a run.
    private static final int LOST = 100;

    private final Looked<C> looked;
    private final DataSource<C> source;
    private final List<Draw> draws;

    SourceChecks(Looked<C> looked, DataSource<C> source) {
        this.looked = looked;
        this.source = source;
        List<Draw> given = looked.material().draws();
        this.draws = given.isEmpty() ? MadeUp.draws() : given;
    }

    @Override
    public Map<Behaviour, Look> looks() {
        Map<Behaviour, Look> looks = new EnumMap<>(Behaviour.class);
        looks.put(Behaviour.UNIQUE_IDS, this::uniqueIds);
        looks.put(Behaviour.KEEPS_KEYS, this::keepsKeys);
        looks.put(Behaviour.CITES, this::cites);
        looks.put(Behaviour.DISJOINT_PURPOSES, this::disjoint);
        looks.put(Behaviour.RESUMES, this::resumes);
        looks.put(Behaviour.OBEYS_LEVELS, this::levels);
        looks.put(
                Behaviour.ENDS_WHEN_INTERRUPTED,
                findings -> Interruption.look(looked, findings, around -> items(around, draws.getFirst(), 1)));
        return looks;
    }

    @Override
    public List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException {
        List<Object> outcome = new ArrayList<>();
        for (Draw draw : reversed ? draws.reversed() : draws) {
            outcome.add(items(around, draw, MOST));
        }
        return reversed ? outcome.reversed() : outcome;
    }

    /// The first items of its first draw that has any, for others to work on.
    List<Item> some() throws DidactException, InterruptedException {
        for (Draw draw : draws) {
            List<Item> items = items(Around.USUAL, draw, 3);
            if (!items.isEmpty()) {
                return items;
            }
        }
        return List.of();
    }

    private List<Item> items(Draw draw) throws DidactException, InterruptedException {
        return items(Around.USUAL, draw, MOST);
    }

    /// @throws DidactException if there is no item that can be read
    private List<Item> items(Around around, Draw draw, int most) throws DidactException, InterruptedException {
        return looked.call(() -> {
            List<Item> items = new ArrayList<>();
            try (LookedContext context = looked.context(around);
                    DataSource.Reader reader =
                            Returned.by("DataSource.open()", source.open(looked.config(), draw, context))) {
                int lost = 0;
                while (items.size() < most) {
                    try {
                        Optional<Item> next = Returned.by("DataSource.Reader.next()", reader.next());
                        if (next.isEmpty()) {
                            return items;
                        }
                        items.add(next.get());
                        lost = 0;
                    } catch (DidactException.Permanent e) {
                        lost++;
                        if (lost == LOST) {
                            throw e;
                        }
                    }
                }
                return items;
            }
        });
    }

    private void uniqueIds(Findings findings) throws DidactException, InterruptedException {
        for (Draw draw : draws) {
            Set<String> ids = new HashSet<>();
            for (Item item : items(draw)) {
                if (!ids.add(item.id())) {
                    findings.refused(
                            "gives two items the id " + Texts.shown(item.id()),
                            "name each item by what it is made of: a hash, a path, a number of the draw");
                }
            }
        }
    }

    private void keepsKeys(Findings findings) throws DidactException, InterruptedException {
        for (Draw draw : draws) {
            for (Item item : items(draw)) {
                item.key()
                        .filter(key -> !key.isBlank() && tells(item, key))
                        .ifPresent(key -> findings.warning(
                                "tells the key " + Texts.shown(key) + " of item " + Texts.shown(item.id())
                                        + " beside the key",
                                "leave the right answer out of content, id, columns and passages, unless it is to be found in"
                                        + " them"));
            }
        }
    }

    private static boolean tells(Item item, String key) {
        return Stream.of(
                        Stream.of(item.id(), item.content()),
                        item.columns().values().stream(),
                        item.passages().stream().map(Passage::text))
                .flatMap(texts -> texts)
                .anyMatch(text -> text.contains(key));
    }

    private void cites(Findings findings) throws DidactException, InterruptedException {
        for (Draw draw : draws) {
            for (Item item : items(draw)) {
                item.passages()
                        .forEach(passage -> wrong(passage)
                                .ifPresent(wrong -> findings.refused(
                                        "cites " + Texts.shown(passage.reference()) + " of item "
                                                + Texts.shown(item.id()) + ", and " + wrong,
                                        "make passages with Document.whole(), or count bytes of UTF-8; a licence is an"
                                                + " SPDX expression or NOASSERTION")));
            }
        }
    }

    private static Optional<String> wrong(Passage passage) {
        int bytes = passage.text().getBytes(StandardCharsets.UTF_8).length;
        if (!passage.origin().sha256().matches("[0-9a-f]{64}")) {
            return Optional.of("the hash of its document is "
                    + Texts.shown(passage.origin().sha256()));
        }
        if (passage.end() - passage.start() != bytes) {
            return Optional.of("its text has " + bytes + " bytes");
        }
        if (passage.start() < 0 || passage.end() > passage.origin().bytes()) {
            return Optional.of("the document has " + passage.origin().bytes() + " bytes");
        }
        String licence = passage.origin().licence().concluded();
        return licence.matches("[A-Za-z0-9.+:() -]+") && !licence.matches("(?i)unknown|none|n/?a|other")
                ? Optional.empty()
                : Optional.of("its licence is " + Texts.shown(licence));
    }

    private void disjoint(Findings findings) throws DidactException, InterruptedException {
        Map<Purpose, Set<String>> ids = new EnumMap<>(Purpose.class);
        for (Purpose purpose : List.of(Purpose.STARTING, Purpose.TRAINING, Purpose.HELD_OUT)) {
            ids.put(
                    purpose,
                    items(MadeUp.draw(purpose, 1)).stream().map(Item::id).collect(Collectors.toSet()));
        }
        if (Set.copyOf(ids.values()).size() == 1) {
            // It gives whoever asks all that it has, as a source of files does.
            return;
        }
        for (Purpose purpose : List.of(Purpose.STARTING, Purpose.TRAINING)) {
            for (Purpose other : List.of(Purpose.TRAINING, Purpose.HELD_OUT)) {
                Set<String> both = new TreeSet<>(ids.getOrDefault(purpose, Set.of()));
                both.retainAll(ids.getOrDefault(other, Set.of()));
                if (purpose != other && !both.isEmpty()) {
                    findings.refused(
                            "gives item " + Texts.shown(both.iterator().next()) + " for " + purpose + " and for "
                                    + other,
                            "decide by a hash of the item which purpose it is for, or ignore the purpose");
                }
            }
        }
    }

    private void resumes(Findings findings) throws DidactException, InterruptedException {
        for (Draw draw : draws) {
            List<Item> whole = items(draw);
            for (int position = 0; position < Math.min(POSITIONS, whole.size()); position++) {
                List<Item> begun = items(Around.USUAL, draw, position);
                List<Item> again = items(draw);
                boolean same = begun.equals(whole.subList(0, position)) && again.equals(whole);
                if (!same) {
                    findings.refused(
                            "does not go on where it was left: opened again after " + position + " items of " + draw
                                    + ", it does not give those and then the rest",
                            "let a reader begin at the first item each time, and keep no place between readers");
                }
            }
        }
    }

    private void levels(Findings findings) throws DidactException, InterruptedException {
        Set<Integer> levels = new TreeSet<>();
        for (Draw draw : draws) {
            draw.level().ifPresent(levels::add);
            items(draw).forEach(item -> item.level().ifPresent(levels::add));
        }
        for (int level : levels.stream().limit(POSITIONS).toList()) {
            var draw = new Draw(Purpose.TRAINING, 1, OptionalInt.of(level));
            items(draw).stream()
                    .filter(item -> item.level().isPresent() && item.level().getAsInt() != level)
                    .findFirst()
                    .ifPresent(item -> findings.refused(
                            "is asked for level " + level + " and gives item " + Texts.shown(item.id()) + " of level "
                                    + item.level().getAsInt(),
                            "give only items of Draw.level(), or throw DidactException.Config where there are none"));
        }
    }
}
