package dev.daybook.users;

import static dev.daybook.users.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.users.RegisterUsers.Registration;
import dev.daybook.users.RegisterUsers.Registrations;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserRefusal.SomeTaken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterUsersHandlerTest {
    private final CommandGateway commands = mock(CommandGateway.class);
    private final List<Object> sent = new ArrayList<>();
    private final RegisterUsersHandler handler = new RegisterUsersHandler(new GraceIsHere());

    @BeforeEach
    void commands_are_recorded() {
        when(commands.sendAndWait(any())).thenAnswer(call -> sent.add(call.getArgument(0)));
    }

    @Test
    void users_with_free_names_are_registered() {
        var ada = someone("ada", "ada@analytical.org");
        var alan = someone("alan", "alan@bletchley.uk");
        var answer = handler.handle(new RegisterUsers(List.of(ada, alan), true), commands);
        assertThat(answer.rows()).allMatch(Registration::isFree).hasSize(2);
        assertThat(sent).containsExactly(ada, alan);
    }

    @Test
    void a_user_with_a_taken_name_is_left_out_and_told_which() {
        var ada = someone("ada", "ada@analytical.org");
        var rows = List.of(someone("GRACE", "other@navy.mil"), ada, someone("hopper", "Grace@Navy.mil"));
        var answer = handler.handle(new RegisterUsers(rows, false), commands);
        assertThat(answer.rows())
                .containsExactly(
                        new Registration(rows.get(0).user(), true, false),
                        new Registration(ada.user(), false, false),
                        new Registration(rows.get(2).user(), false, true));
        assertThat(sent).containsExactly(ada);
    }

    @Test
    void of_two_rows_with_the_same_name_the_first_gets_it() {
        var first = someone("ada", "ada@analytical.org");
        var answer = handler.handle(
                new RegisterUsers(List.of(first, someone("Ada", "ADA@analytical.org")), false), commands);
        assertThat(answer.rows().getFirst().isFree()).isTrue();
        assertThat(answer.rows().getLast().usernameTaken()).isTrue();
        assertThat(answer.rows().getLast().emailTaken()).isTrue();
        assertThat(sent).containsExactly(first);
    }

    @Test
    void a_row_that_is_refused_takes_nothing_from_the_next() {
        var next = someone("ada", "ada@analytical.org");
        handler.handle(new RegisterUsers(List.of(someone("grace", "ada@analytical.org"), next), false), commands);
        assertThat(sent).containsExactly(next);
    }

    @Test
    void no_row_registers_nobody() {
        assertThat(handler.handle(new RegisterUsers(List.of(), false), commands).rows())
                .isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void all_or_nothing_registers_nobody_when_one_name_is_taken() {
        var ada = someone("ada", "ada@analytical.org");
        var grace = someone("grace", "other@navy.mil");
        var thrown = catchThrowableOfType(
                UserRefused.class, () -> handler.handle(new RegisterUsers(List.of(ada, grace), true), commands));
        assertThat(thrown)
                .matches(
                        refusal(new SomeTaken(new Registrations(List.of(
                                new Registration(ada.user(), false, false),
                                new Registration(grace.user(), true, false)))))::matches);
        assertThat(sent).isEmpty();
    }

    private static RegisterUser someone(String username, String email) {
        return new RegisterUser(
                UserId.random(),
                new Profile(new Username(username), new Email(email), null, null),
                Role.CUSTOMER,
                new PasswordHash("{argon2id}hash"));
    }

    private static final class GraceIsHere implements UniqueKeys {
        @Override
        public Map<String, UniqueKey> ofUsernames(Collection<String> usernames) {
            return keys(usernames, "grace");
        }

        @Override
        public Map<String, UniqueKey> ofEmails(Collection<String> emails) {
            return keys(emails, "grace@navy.mil");
        }

        private static Map<String, UniqueKey> keys(Collection<String> values, String taken) {
            return values.stream()
                    .distinct()
                    .collect(Collectors.toMap(
                            value -> value,
                            value -> new UniqueKey(value.toLowerCase(Locale.ROOT), value.equalsIgnoreCase(taken))));
        }
    }
}
