package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.NoConfig;
import dev.didact.api.Step;
import dev.didact.api.data.Sample;
import dev.didact.engine.internal.record.Records;
import java.util.List;
import java.util.Map;

/// A generator of a plugin in a process of its own.
record IsolatedGenerator(Isolated isolated) implements Generator<NoConfig> {
    @Override
    public Session open(NoConfig config, Context context) throws DidactException {
        Conversation program = isolated.open(context, Map.of(), Told::only);
        return new Session() {
            @Override
            public Step<List<Sample>> generate(Job job) throws DidactException {
                return new IsolatedStep<>(program, "generate", Records.write(job), IsolatedGenerator::samples).begin();
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    private static List<Sample> samples(Told done) {
        return done.list("samples").stream()
                .map(told -> told.record(Sample.class))
                .toList();
    }
}
