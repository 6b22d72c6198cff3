package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A source that is a program: it is asked for one item after the other by their numbers, so that it keeps nothing and
/// another process can go on behind an item that was lost.
@Contributes(
        id = "exec",
        title = "A program that yields items",
        description = "Starts a program of any language and asks it for item 0, 1, 2 … until it says that it is at its"
                + " end. A licence that it does not state is unknown.")
public final class ExecSource implements DataSource<ExecConfig> {
    /// Made by the host.
    public ExecSource() {}

    @Override
    public Reader open(ExecConfig config, Draw draw, Context context) throws DidactException {
        return new ItemsInTurn(Conversation.open("source", config, context, Map.of(), Told::only), draw);
    }

    private static final class ItemsInTurn implements Reader {
        private final Conversation program;
        private final Draw draw;
        private int index;

        ItemsInTurn(Conversation program, Draw draw) {
            this.program = program;
            this.draw = draw;
        }

        @Override
        public Optional<Item> next() throws InterruptedException {
            ObjectNode next = JsonLines.object().put("index", index++);
            next.set("draw", JsonLines.draw(draw));
            Told done = program.ask("next", next).done().only("item", "end");
            if (done.one("item", "end").equals("item")) {
                return Optional.of(ItemReader.read(done.object("item")));
            }
            done.isTrue("end");
            return Optional.empty();
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
