package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.record.Records;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An item as generators and rubrics see it, without its key, and the hash of its content, taken once for all that is
/// made of it.
///
/// @param item the item
/// @param key the right answer, where it is known
/// @param sha256 hash of the item
/// @param parent the sample that it is; empty for an item of a source
record Given(Item item, Optional<String> key, String sha256, Optional<Passing> parent) {
    /// An item of a source.
    static Given of(Item from) {
        return of(from.withoutKey(), from.key(), Optional.empty());
    }

    /// A sample as the item of the next step. Its content is what was written; what led there stays at hand as columns:
    /// those of the item and the sample, what the source gave under the id of the source, and what was written under
    /// the id of the step.
    ///
    /// @param source id of the source that the first item is from
    static Given of(Passing sample, String source) {
        Item item = sample.from().item();
        String step = sample.step();
        Map<String, String> columns = new TreeMap<>(item.columns());
        if (sample.from().parent().isEmpty()) {
            columns.put(source, item.content());
        }
        columns.putAll(sample.sample().columns());
        columns.put(step, sample.sample().shown());
        String attempt = sample.attempt() == 1 ? "" : "." + sample.attempt();
        String place = sample.place() == 0 ? "" : "-" + sample.place();
        return of(
                new Item(
                        item.id() + "/" + step + "." + sample.sampleIndex() + attempt + place,
                        sample.sample().shown(),
                        columns,
                        Optional.empty(),
                        item.passages(),
                        item.level()),
                Optional.empty(),
                Optional.of(sample));
    }

    private static Given of(Item item, Optional<String> key, Optional<Passing> parent) {
        return new Given(
                item,
                key,
                Hashes.fields("given").json("item", Records.write(item)).sha256(),
                parent);
    }

    /// How many characters it holds, those of its passages apart.
    long length() {
        return item.content().length()
                + item.columns().values().stream().mapToLong(String::length).sum();
    }
}
