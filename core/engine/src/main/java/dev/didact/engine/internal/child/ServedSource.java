package dev.didact.engine.internal.child;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Item;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Records;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A source. In a new process it passes over what was drawn before.
final class ServedSource implements Served {
    private final Hosted hosted;
    private final DataSource.Reader reader;
    private int index;

    private ServedSource(Hosted hosted, DataSource.Reader reader) {
        this.hosted = hosted;
        this.reader = reader;
    }

    static <C extends Record> Served open(Hosted hosted, DataSource<C> source, C config)
            throws DidactException, InterruptedException {
        Work<DataSource.Reader> opening = () -> Returned.by(
                "DataSource.open()",
                source.open(config, hosted.context().opening().draw().orElseThrow(), hosted.context()));
        return new ServedSource(hosted, hosted.waiting(opening));
    }

    @Override
    public ObjectNode ready() {
        return Records.object();
    }

    @Override
    public synchronized ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        int wanted = line.path("next").path("index").asInt();
        while (index < wanted) {
            try {
                next();
            } catch (DidactException.Permanent | PluginFault lost) {
                hosted.context().log().debug("item {} is lost", index, lost);
            }
        }
        Optional<Item> item = next();
        ObjectNode answer = Records.object();
        ObjectNode done = answer.putObject("done");
        item.ifPresentOrElse(found -> done.set("item", Records.write(found)), () -> done.put("end", true));
        return answer;
    }

    private Optional<Item> next() throws DidactException, InterruptedException {
        index++;
        return hosted.waiting(() -> Returned.by("DataSource.Reader.next()", reader.next()));
    }

    @Override
    public void close() {
        hosted.close(reader);
    }
}
