package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.NoConfig;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.engine.internal.record.Records;
import java.util.Map;
import java.util.Optional;

/// A source of a plugin in a process of its own. Items are asked for by their numbers, so that another process can go
/// on behind one that was lost.
record IsolatedSource(Isolated isolated) implements DataSource<NoConfig> {
    @Override
    public Reader open(NoConfig config, Draw draw, Context context) throws DidactException {
        Conversation program = isolated.open(context, Map.of("draw", Records.write(draw)), Told::only);
        return new Reader() {
            private int index;

            @Override
            public Optional<Item> next() throws DidactException, InterruptedException {
                Told answer = IsolatedFaults.unless(
                        program.ask("next", JsonLines.object().put("index", index++)));
                Told done = answer.done();
                return done.has("item") ? Optional.of(done.object("item").record(Item.class)) : Optional.empty();
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }
}
