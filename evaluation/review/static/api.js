// Talks to the program that serves this page. An answer that is no success is an Error with its reason.

const key = decodeURIComponent(location.hash.slice(1));

export class Unreachable extends Error {}

export async function call(path, body) {
  const headers = { "X-Review-Key": key };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body: JSON.stringify(body) });
  } catch {
    throw new Unreachable("The program does not answer. Start it again with the same command; what was saved is safe.");
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.problem || data.detail || `The program answered with ${answer.status}.`);
  return data;
}

const at = (trial, id) => `/api/trials/${encodeURIComponent(trial)}/${encodeURIComponent(id)}`;

export const loadReview = () => call("/api/review");
export const loadTrial = (trial) => call(`/api/trials/${encodeURIComponent(trial)}`);
export const loadGold = (trial) => call(at(trial, "gold"));
export const loadNames = () => call("/api/names");
export const decide = (trial, id, body) => call(at(trial, id), body);
export const mark = (trial, id, body) => call(`${at(trial, id)}/mark`, body);
export const parseRule = (trial, id, body) => call(`${at(trial, id)}/parse`, body);
export const notationOf = (tree) => call("/api/notation", tree);
