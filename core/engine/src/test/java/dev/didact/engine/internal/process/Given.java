package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Level;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.host.PluginFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What the tests of the process lane work on.
final class Given {
    private Given() {}

    static ExecConfig config(Duration deadline, String... command) {
        return new ExecConfig(List.of(command), Map.of(), List.of(), Map.of(), List.of(), deadline);
    }

    static Item item() {
        Document page = Document.generated(
                "test", "house.md", "The key hangs beside the door.", Licence.declared("CC0-1.0", "test"));
        return Item.of("key", "Where is the key?", page.whole());
    }

    static Subject subject(String response) {
        return new Subject(
                Sample.of("Where is the key?", response),
                0,
                item(),
                item().passages(),
                Optional.of("Beside the door."),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    static DecidedSample decided(String response, Verdict verdict) {
        return decided(response, verdict, Grade.none());
    }

    /// A sample whose grade says no to the criterion `form`.
    static DecidedSample refused(String response) {
        var form = new Criterion(
                "form",
                "form",
                new Scale.Levels(List.of(new Level("no", 0, ""), new Level("yes", 1, ""))),
                Set.of(),
                Set.of());
        CriterionResult no = form.level("no", List.of());
        var grade = new Grade(List.of(new Grade.Entry("test@1.0.0", "form", no)), OptionalDouble.of(0));
        return decided(response, new Verdict.Rejected("form"), grade);
    }

    private static DecidedSample decided(String response, Verdict verdict, Grade grade) {
        Document document = Document.generated("test", "page", "A page.", Licence.declared("CC0-1.0", "test"));
        var provenance = new Provenance(
                List.of(),
                new Provenance.GeneratedBy(1, 1, "answer", "test@1.0.0", "", 7, OptionalInt.empty()),
                List.of(),
                "CC0-1.0",
                List.of());
        Item item = Item.of("item", "Write.", document.whole());
        return new DecidedSample("1/1", item, 0, 1, Sample.of("Write.", response), grade, verdict, provenance);
    }

    /// The fault of a program that does not do what it is asked.
    static Fault fault(ThrowingCallable asking) {
        try {
            asking.call();
        } catch (PluginFault e) {
            return e.fault();
        } catch (Throwable e) {
            throw new AssertionError("no fault of a program", e);
        }
        throw new AssertionError("the program did what it was asked");
    }
}
