import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { limits } from "../limits.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
type Exchange = [request: IncomingMessage, response: ServerResponse];

interface Connection {
  waiting: Exchange[];
  /** It has sent too many requests, so no more are read from it. */
  isFull: boolean;
}

export interface RequestQueue {
  add: Handle;
  /** The requests on a connection that wait for earlier answers. */
  waitingOn: (socket: Duplex) => readonly Exchange[];
}

/**
 * Handles the requests of a connection one by one: their answers have to be sent in the same order anyway, and a caller
 * may send hundreds in one packet without reading any answer.
 *
 * @param maxOfConnection maximum number of waiting requests on one connection
 * @param max maximum number of waiting requests on all connections
 */
export function createRequestQueue(
  handle: Handle,
  maxOfConnection: number = limits.pipelinedRequests.max,
  max: number = limits.waitingRequests.max,
): RequestQueue {
  const connections = new WeakMap<Duplex, Connection>();
  let total = 0;

  function begin(connection: Connection, request: IncomingMessage, response: ServerResponse): void {
    response.once("close", () => handleNext(request.socket, connection));
    if (connection.isFull && connection.waiting.length === 0) response.setHeader("Connection", "close");
    handle(request, response);
  }

  function handleNext(socket: Duplex, connection: Connection): void {
    if (socket.destroyed) {
      total -= connection.waiting.length;
      connection.waiting = [];
    }
    const next = connection.waiting.shift();
    if (!next) return void connections.delete(socket);
    total -= 1;
    begin(connection, ...next);
  }

  function add(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const connection = connections.get(socket);
    if (!connection) {
      const first = { waiting: [], isFull: false };
      connections.set(socket, first);
      return begin(first, request, response);
    }
    if (connection.isFull) return;
    if (total >= max) return void socket.destroy();
    connection.waiting.push([request, response]);
    total += 1;
    if (connection.waiting.length < maxOfConnection) return;
    connection.isFull = true;
    // Reading a request's body would resume the connection.
    socket.pause().on("resume", () => socket.pause());
  }

  return { add, waitingOn: (socket) => connections.get(socket)?.waiting ?? [] };
}
