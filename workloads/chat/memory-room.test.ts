/** The room in memory keeps the contract, so the bot's tests may trust it. */
import { memoryRoom } from './testing/memory-room.ts'
import { transportContract } from './transport.contract.ts'

transportContract('in memory', async () => {
  const room = memoryRoom()
  return {
    transport: room.transport,
    says: ({ name, login, ...who }, text, id) =>
      room.says({ ...who, login, name: name || login }, text, id === undefined ? {} : { id }),
    clearRoom: () => room.clear({ of: 'room' }),
    clearPerson: (login) => room.clear({ of: 'person', login }),
    clearLine: (id) => room.clear({ of: 'line', id }),
    notice: (code, text) => room.notice({ code, text }),
    hears: (lines) => room.hears(lines),
    end: async () => {},
  }
})
