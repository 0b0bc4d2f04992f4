package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;

import com.ibm.icu.text.IDNA;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address of at most 255 characters, unique whatever the case. Only a mail sent there can prove that it is real. */
public record Email(String value) {
    private static final Pattern FORMAT =
            Pattern.compile("^[^\\s\\p{Z}\\p{C}@,;<>\"()]+@" + label() + "(\\." + label() + ")+$");
    private static final Pattern PLAIN_DOMAIN = Pattern.compile("(?!.*xn--)\\p{ASCII}*", Pattern.CASE_INSENSITIVE);
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    public Email {
        InvalidValue.unlessLength(value, 1, 255);
        if (!FORMAT.matcher(value).matches()) {
            throw notAnAddress();
        }
    }

    /** A domain with other letters than a-z is kept in Unicode, also when it was typed in the form that begins with xn--. */
    public static Email typed(String text) {
        var address = Typed.line(text, 1, 255);
        return new Email(withDomain(address).orElseThrow(Email::notAnAddress));
    }

    /** The form that {@link #typed} gives to an address, to look it up. Refuses nothing. */
    public static String lookedUp(String typed) {
        var address = Typed.trimmed(typed);
        return withDomain(address).orElse(address);
    }

    /** An address as mail servers take it, with its domain in ASCII. */
    public static String forMail(String address) {
        var domain = address.lastIndexOf('@') + 1;
        return address.substring(0, domain)
                + DOMAINS.nameToASCII(address.substring(domain), new StringBuilder(), new IDNA.Info());
    }

    /** The address with its domain as people read it, or nothing when no domain can have that name. */
    private static Optional<String> withDomain(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1);
        if (PLAIN_DOMAIN.matcher(domain).matches()) {
            return Optional.of(address);
        }
        var seen = new IDNA.Info();
        // The length of a domain is that of its ASCII form.
        DOMAINS.nameToASCII(domain, new StringBuilder(), seen);
        if (seen.hasErrors()) {
            return Optional.empty();
        }
        var name = DOMAINS.nameToUnicode(domain, new StringBuilder(), seen);
        return Optional.of(address.substring(0, address.length() - domain.length()) + name);
    }

    private static String label() {
        return "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";
    }

    private static InvalidValue notAnAddress() {
        return new InvalidValue(INVALID_FORMAT, "name@domain", "must be an e-mail address");
    }

    @Override
    public String toString() {
        return value;
    }
}
