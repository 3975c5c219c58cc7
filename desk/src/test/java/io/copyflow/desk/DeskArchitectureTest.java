package io.copyflow.desk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeskArchitectureTest {

    private static final Set<String> HOUSE = Set.of("model", "index", "ask", "aid", "web", "door", "templates");

    private final JavaClasses desk = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.copyflow.desk");

    @Test
    void no_stage_is_seen_commands_and_the_log_are_the_way_to_them() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.copyflow.ingest..",
                        "io.copyflow.translate..",
                        "io.copyflow.review..",
                        "io.copyflow.publish..",
                        "io.copyflow.channels..",
                        "io.copyflow.launcher..")
                .check(desk);
    }

    @Test
    void what_a_story_is_is_found_without_an_index_or_a_page() {
        noClasses()
                .that()
                .resideInAPackage("io.copyflow.desk.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.lucene..",
                        "org.apache.kafka..",
                        "io.javalin..",
                        "io.copyflow.desk.index..",
                        "io.copyflow.desk.web..")
                .check(desk);
    }

    @Test
    void only_the_index_knows_lucene_and_only_what_is_served_knows_the_server() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.copyflow.desk.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(desk);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.copyflow.desk.web..", "io.copyflow.desk.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..")
                .check(desk);
    }

    @Test
    void only_the_door_knows_how_somebody_is_vouched_for() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.copyflow.desk.door..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds..")
                .check(desk);
    }

    @Test
    void a_screen_is_a_package_and_sees_no_other() {
        slices().assignedFrom(new Screens()).should().notDependOnEachOther().check(desk);
    }

    private static final class Screens implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String inside = type.getPackageName().replaceFirst("^io\\.copyflow\\.desk\\.?", "");
            String screen = inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
            return !type.getPackageName().startsWith("io.copyflow.desk") || screen.isEmpty() || HOUSE.contains(screen)
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(screen);
        }

        @Override
        public String getDescription() {
            return "screens";
        }
    }
}
