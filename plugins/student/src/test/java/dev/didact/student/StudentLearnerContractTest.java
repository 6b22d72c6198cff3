package dev.didact.student;

import dev.didact.api.Learner;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullLearnerContract;
import java.util.List;

class StudentLearnerContractTest extends FullLearnerContract<StudentLearner.Config> {
    @Override
    protected Learner<StudentLearner.Config> learner() {
        return new StudentLearner();
    }

    @Override
    protected String with() {
        return "{ width: 16, heads: 2, hidden: 32, batch: 4 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example().anchor("a1b2", "1a2b").anchor("c3", "3c").steps(2).leaves("parameters.f32", "student.json"),
                example(Decided.accepted("1/1", "a1", "1a"), Decided.rejected("1/2", "a1", "2a"))
                        .anchor("c3", "3c")
                        .steps(2)
                        .leaves("parameters.f32", "student.json"));
    }
}
