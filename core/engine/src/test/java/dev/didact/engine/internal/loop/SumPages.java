package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.config.Default;
import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Pages full of sums, each page an item, with answers or without.
record SumPages() implements DataSource<SumPages.Config> {
    /// @param pages the pages
    /// @param times how often its text stands on each page
    /// @param key the answer that each is said to have
    record Config(List<String> pages, @Default("1") int times, Optional<String> key) {}

    @Override
    public Reader open(Config config, Draw draw, Context context) {
        Iterator<String> pages = config.pages().iterator();
        return () -> {
            if (!pages.hasNext()) {
                return Optional.empty();
            }
            String written = pages.next();
            String id = "page " + config.pages().indexOf(written);
            String page = (written + " ").repeat(config.times()).strip();
            Document document =
                    Document.generated(id, id, page, Licence.declared("CC0-1.0", "made by the test itself"));
            Item item = Item.of(id, page, document.whole());
            return Optional.of(config.key().map(item::withKey).orElse(item));
        };
    }
}
