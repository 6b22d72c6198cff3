package dev.didact.student;

import dev.didact.api.ModelProvider;
import dev.didact.testkit.FullModelProviderContract;
import java.util.List;

class StudentProviderContractTest extends FullModelProviderContract<StudentProvider.Config> {
    @Override
    protected ModelProvider<StudentProvider.Config> provider() {
        return new StudentProvider();
    }

    @Override
    protected String with() {
        return "{ width: 16, heads: 2, hidden: 32, max-tokens: 20 }";
    }

    /// A student that has learned nothing answers at random, and always the same.
    @Override
    protected List<Example> examples() {
        return List.of(
                example("a1b2").answers("rb+0nt1hgti----7-f9;"), example("c3").answers("sb?2nknqh3m----7-m-,"));
    }
}
