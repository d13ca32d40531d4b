// Asking the server. A lost connection and a refusal are two different things to a person.

export class Offline extends Error {
  constructor(words, status = 0) {
    super(words);
    this.status = status;
  }
}

// Signed out, a page out of date, too much at once: one's words are kept, and it is tried again.
const LATER = [401, 403, 429];

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.sorry || "That did not work.");
    this.status = status;
    this.answer = answer;
  }
}

const csrf = document.querySelector("meta[name=csrf]").content;

export async function ask(path, body) {
  const post = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Cairn-Csrf": csrf },
    body: JSON.stringify(body),
    keepalive: body.gone === true,
  };
  let response;
  let answer;
  try {
    response = await fetch(path, post);
    answer = await response.json();
  } catch {
    throw new Offline("No connection.");
  }
  if (LATER.includes(response.status)) throw new Offline(answer.sorry, response.status);
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
