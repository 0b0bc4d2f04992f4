package dev.daybook.graphql.storefront;

import dev.daybook.support.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The storefront as somebody sees it in a browser. */
final class Storefront implements AutoCloseable {
    private static final By HEADING = By.cssSelector("main h1");

    private final Browser browser;
    private final String address;

    private Storefront(Browser browser, String address) {
        this.browser = browser;
        this.address = address;
    }

    /** Empty where no Chromium is installed. */
    static Optional<Storefront> open(Path profile, String address) {
        return Browser.open(profile).map(browser -> new Storefront(browser, address));
    }

    /** As somebody who has never been there. */
    void startOver() {
        // Another page of the same origin, which asks for nothing.
        browser.visit(address + "/operations");
        browser.run("localStorage.clear(); sessionStorage.clear()");
    }

    /** Goes to a page, and waits for the words in its heading. */
    void visit(String hash, String heading) {
        browser.visit(address + "/" + hash);
        awaitHeading(heading);
    }

    void awaitHeading(String words) {
        browser.await(() -> browser.findAll(HEADING).stream()
                .anyMatch(heading -> heading.getText().contains(words)));
    }

    /** Waits for the words somewhere on the page. */
    void awaitText(String words) {
        browser.await(() -> text().contains(words));
    }

    void awaitNo(String words) {
        browser.await(() -> !text().contains(words));
    }

    String text() {
        return browser.find(By.id("shop")).getText();
    }

    void follow(String link) {
        click(By.partialLinkText(link));
    }

    void press(String button) {
        click(By.xpath("//button[contains(., '%s')]".formatted(button)));
    }

    /** Closes what the page says in passing, where that lies in front. */
    private void click(By what) {
        browser.await(() -> {
            try {
                browser.click(what);
                return true;
            } catch (ElementClickInterceptedException _) {
                browser.findAll(By.cssSelector(".told button")).forEach(WebElement::click);
                return false;
            }
        });
    }

    void search(String words) {
        browser.type(By.name("search"), words + Keys.ENTER);
    }

    void type(String field, String text) {
        browser.awaitClickable(By.name(field));
        browser.find(By.name(field)).clear();
        browser.type(By.name(field), text);
    }

    /** What a screen reader says is wrong with a field that has the focus. */
    String errorOf(String field) {
        browser.awaitClickable(By.cssSelector("[name='%s'][aria-invalid=true]:focus".formatted(field)));
        var described = browser.find(By.name(field)).getDomAttribute("aria-describedby");
        return Stream.of(Objects.requireNonNull(described).split(" "))
                .filter(id -> id.endsWith("-error"))
                .map(id -> browser.find(By.id(id)).getText())
                .collect(Collectors.joining());
    }

    int tiles() {
        return browser.findAll(By.cssSelector(".tile")).size();
    }

    /** How many of its products are shown, as the page says below the list. */
    void awaitShown(String words) {
        browser.await(() -> browser.find(By.cssSelector(".more")).getText().contains(words));
    }

    void goBack() {
        browser.run("history.back()");
    }

    /** Lets an answer of the shop be lost: what was sent arrives. */
    void loseAnswersOf(String operation) {
        browser.run("""
                const send = window.fetch;
                window.fetch = async (...request) => {
                  const answer = await send(...request);
                  if (request[1].body.includes(arguments[0])) {
                    throw new TypeError('lost');
                  }
                  return answer;
                };""", operation);
    }

    /** Answers as a shop whose database is away. */
    void closeTheShop() {
        browser.run("""
                window.open_ = window.fetch;
                window.fetch = async () => new Response(
                    '{"errors":[{"message":"away","extensions":{"code":"UNAVAILABLE","mayHaveBeenDone":false}}]}',
                    {status: 503});""");
    }

    void openTheShop() {
        browser.run("window.fetch = window.open_");
    }

    void reload() {
        browser.reload();
    }

    /** Lets the page think that its access token ends now. */
    void letTheTokenExpire() {
        browser.run("""
                const session = JSON.parse(localStorage.getItem('daybook.storefront.session'));
                localStorage.setItem('daybook.storefront.session',
                    JSON.stringify({...session, expiresAt: '2000-01-01T00:00:00Z'}));""");
        reload();
    }

    String refreshToken() {
        return String.valueOf(
                browser.run("return JSON.parse(localStorage.getItem('daybook.storefront.session')).refreshToken"));
    }

    /** The address of the newest request of this name in GraphiQL. */
    String addressInGraphiQl(String operation) {
        var request = By.xpath("//aside//li[.//strong[text()='%s']]".formatted(operation));
        browser.click(By.xpath("//aside//summary[strong[text()='%s']]".formatted(operation)));
        browser.awaitClickable(By.linkText("Open in GraphiQL"));
        return Objects.requireNonNull(browser.find(request)
                .findElement(By.linkText("Open in GraphiQL"))
                .getDomProperty("href"));
    }

    String panel() {
        return Objects.requireNonNull(browser.find(By.id("queries")).getDomProperty("textContent"));
    }

    /** Shows an address in the same tab, and waits until GraphiQL shows the document. */
    void visitGraphiQl(String address, String document) {
        browser.visit(address);
        browser.await(() -> String.valueOf(browser.run("""
                        return document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror.getValue()""")).contains(document));
    }

    /** Waits until the operator's page shows somebody what is for staff. */
    void awaitOperatorsPage(String name) {
        browser.await(() -> !browser.findAll(By.id("sections")).isEmpty());
        browser.await(() -> browser.find(By.id("who")).getText().contains(name));
    }

    void becomePhone() {
        browser.becomePhone(390, 844);
    }

    void preferDark() {
        browser.preferDark();
    }

    List<?> faults() {
        return browser.faults();
    }

    /** In pixels. */
    long overflow() {
        return ((Number) Objects.requireNonNull(browser.run(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth")))
                .longValue();
    }

    List<String> severeErrors() {
        return browser.severeErrors();
    }

    void saveScreenshot(String name) throws IOException {
        browser.saveScreenshot(Path.of("target", name));
    }

    @Override
    public void close() {
        browser.close();
    }
}
