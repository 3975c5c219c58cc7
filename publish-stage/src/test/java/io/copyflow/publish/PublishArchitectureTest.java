package io.copyflow.publish;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import org.junit.jupiter.api.Test;

class PublishArchitectureTest {

    private final JavaClasses stage = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.copyflow.publish");

    @Test
    void the_domain_knows_the_jdk_the_contract_and_the_shape_of_a_decider() {
        classes()
                .that()
                .resideInAnyPackage("io.copyflow.publish.domain", "io.copyflow.publish.kill.domain")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.<JavaClass>describe(
                        "are of the JDK, the contract, the domain, or Decider and Decision",
                        type -> type.getPackageName().startsWith("java.")
                                || type.getPackageName().equals("org.jspecify.annotations")
                                || type.getPackageName().equals("io.copyflow.contract")
                                || type.getPackageName().equals("io.copyflow.publish.domain")
                                || type.getPackageName().equals("io.copyflow.publish.kill.domain")
                                || type.isEquivalentTo(Decider.class)
                                || type.getName().startsWith(Decision.class.getName())
                                || type.isPrimitive()
                                || type.isArray()))
                .check(stage);
    }

    @Test
    void only_the_wire_and_the_stage_know_avro() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.copyflow.publish.wire",
                        "io.copyflow.publish",
                        "io.copyflow.publish.kill.wire",
                        "io.copyflow.publish.kill")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.copyflow.schemas..", "org.apache..")
                .check(stage);
    }

    @Test
    void gate_and_kill_switch_do_not_see_each_other() {
        noClasses()
                .that()
                .resideInAnyPackage("io.copyflow.publish.kill..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.copyflow.publish", "io.copyflow.publish.domain", "io.copyflow.publish.wire")
                .check(stage);
        noClasses()
                .that()
                .resideInAnyPackage("io.copyflow.publish", "io.copyflow.publish.domain", "io.copyflow.publish.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.copyflow.publish.kill..")
                .check(stage);
    }

    @Test
    void no_other_stage_is_seen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.copyflow.ingest..", "io.copyflow.translate..", "io.copyflow.review..")
                .check(stage);
    }
}
